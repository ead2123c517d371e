-- What neovim.test.ts has Neovim do with the file that it opened, as a user's configuration would. What it saw goes to the
-- file that REPORT names, as JSON.
local given = vim.json.decode(vim.env.GIVEN)
local patience = 60000

local function seen()
  return vim.tbl_map(function(found)
    return { line = found.lnum, severity = found.severity, code = found.code or found.user_data.lsp.code, message = found.message }
  end, vim.diagnostic.get(0))
end

-- Runs what leads to other diagnostics, and waits until they are there.
local function changed(act)
  local done = false
  local id = vim.api.nvim_create_autocmd("DiagnosticChanged", {
    callback = function()
      done = true
    end,
  })
  act()
  assert(vim.wait(patience, function()
    return done
  end, 10), "no diagnostics came")
  vim.api.nvim_del_autocmd(id)
  return seen()
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, patience))
  return select(2, next(answers)).result
end

local function run()
  local report = {}
  local client
  report.found = changed(function()
    client = assert(vim.lsp.start_client({
      name = "disclosure-lint",
      cmd = given.command,
      root_dir = vim.fn.getcwd(),
      settings = given.settings,
      -- As the plugin nvim-lspconfig does: settings are answered with where they are nested, and sent unasked in any case.
      capabilities = vim.tbl_deep_extend("force", vim.lsp.protocol.make_client_capabilities(), {
        workspace = { configuration = true },
      }),
      on_init = function(started)
        started.notify("workspace/didChangeConfiguration", { settings = given.settings })
      end,
    }))
    vim.lsp.buf_attach_client(0, client)
  end)
  if given.fix then
    vim.fn.search(given.fix, "w")
    report.hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
    local params = vim.lsp.util.make_range_params()
    params.context = { diagnostics = {} }
    local actions = ask("textDocument/codeAction", params)
    report.actions = vim.tbl_map(function(action)
      return action.title
    end, actions)
    report.left = changed(function()
      vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
    end)
    vim.cmd("write")
  end
  vim.lsp.stop_client(client)
  report.ended = vim.wait(patience, function()
    return vim.lsp.client_is_stopped(client)
  end, 10)
  return report
end

local ok, report = pcall(run)
vim.fn.writefile({ vim.json.encode(ok and report or { failure = report }) }, vim.env.REPORT)
vim.cmd("qall!")
