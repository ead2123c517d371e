/*
 * Loaded into a process before its own program (`node --import`): it dies, and all that it started with it, as soon as
 * the process that started it is gone, even if that was killed and could clear up nothing. It must lead a process
 * group, and have a channel (`stdio: "ipc"`) to its parent.
 */
process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));
process.channel?.unref();
// Its own children are in the group already, and lead none.
process.execArgv.length = 0;
