import { commands } from "vscode";
import { createRandom } from "../../generator/random";
import { wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import { expected, shows } from "./expected";
import { canLook, serverProcesses, untilServers } from "./serverProcess";
import { apply, diagnosticsOf, itWhere, openText, replace, reported, until } from "./support";

describe("a server", () => {
  const itFound = itWhere(canLook, "its process cannot be found on Windows");

  itFound("that is killed comes back by itself; the fifth time in a row it waits for the user", async () => {
    const { uri } = await openText(wrongTotal);
    await reported(uri, "litigation-total");
    for (let times = 1; times <= 4; times++) {
      const [before] = diagnosticsOf(uri);
      const killed = kill(theServer());
      await until("findings of another server", () => {
        const [now] = diagnosticsOf(uri);
        return now !== undefined && now !== before;
      });
      ok(theServer() !== killed, "another process");
    }
    kill(theServer());
    await reported(uri);
    equal(serverProcesses(), []);
    await commands.executeCommand("notifications.clearAll");
    await commands.executeCommand("disclosureLint.restart");
    await reported(uri, "litigation-total");
    ok(theServer(), "it runs again");
  });

  itFound("that is killed comes back with what was typed meanwhile", async () => {
    const document = await openText(wrongTotal);
    await reported(document.uri, "litigation-total");
    kill(theServer());
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | ３６ |");
    await reported(document.uri, "cell-fullwidth", "litigation-total");
    await replace(document, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    await reported(document.uri, "cell-fullwidth", "cell-fullwidth", "litigation-total");
  });

  const seed = Number(process.env.DISCLOSURE_LINT_SOAK_SEED ?? 1);
  itFound(
    `that is killed again and again while somebody types loses nothing of it (seed ${seed})`,
    async () => {
      const random = createRandom(seed);
      // What crashed before is forgotten: one more in a row than is put up with, and it would wait for the user.
      await commands.executeCommand("disclosureLint.restart");
      const document = await openText(wrongTotal);
      await reported(document.uri, "litigation-total");
      let text = wrongTotal;
      for (let kills = 1; kills <= 4; kills++) {
        const last = random.int(0, sentence.length - 1);
        for (const [at, typed] of [...sentence].entries()) {
          if (at === last) {
            const [running] = await untilServers("the next one", (ids) => ids.length === 1);
            kill(running!);
          }
          const place = random.pick([0, ...anchors.map((anchor) => text.indexOf(anchor) + anchor.length)]);
          text = text.slice(0, place) + typed + text.slice(place);
          await apply((edit) => edit.insert(document.uri, document.positionAt(place), typed));
        }
        equal(document.getText(), text);
        await shows(document.uri, expected(text, document.uri));
      }
    },
  );

  itFound("that is killed while it starts comes back", async () => {
    const document = await openText(wrongTotal);
    await reported(document.uri, "litigation-total");
    const before = theServer();
    const restart = commands.executeCommand("disclosureLint.restart");
    const [started] = await untilServers("another one", (ids) => ids.length === 1 && ids[0] !== before);
    kill(started!);
    await restart;
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | ３６ |");
    await reported(document.uri, "cell-fullwidth", "litigation-total");
  });

  itFound("that hangs gives way to another when the user restarts it, and ends", async () => {
    const { uri } = await openText(wrongTotal);
    await reported(uri, "litigation-total");
    const hanging = theServer();
    process.kill(hanging, "SIGSTOP");
    await commands.executeCommand("disclosureLint.restart");
    await reported(uri, "litigation-total");
    await untilServers("only the new one", (ids) => ids.length === 1 && ids[0] !== hanging);
  });
});

/** Makes a difference to what is found, wherever it is typed: at the beginning, or behind one of these. */
const sentence = "办理１２件，3 无。";
const anchors = ["（一）主动公开", "全年通过", "| 行政许可 | 36", "## 六、"];

function theServer(): number {
  const [running, ...others] = serverProcesses();
  ok(running !== undefined, "the server runs");
  equal(others, []);
  return running;
}

function kill(id: number): number {
  process.kill(id, "SIGKILL");
  return id;
}
