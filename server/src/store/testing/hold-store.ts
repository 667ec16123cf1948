import { Store } from '../open-store.ts'

/** Another process that uses a data folder: opens it, says how it stands, and writes until it is killed. */
const said = (): void => {}
const [folder = ''] = process.argv.slice(2)
const store = new Store({
  dataDir: folder,
  maxBytes: 512 << 20,
  log: { info: said, warn: said, error: said },
})
process.stdout.write(`${store.health().mode}\n`)
setInterval(() => {
  for (let written = 0; written < 20; written += 1)
    store.tryWrite((db) => {
      for (const action of ['first of two', 'second of two'])
        db.sql(
          "INSERT INTO audit_log (at, cluster, who, action, target, why, detail, result) VALUES (1, 'local', '', ?, '', '', 'null', 'done')",
        ).run(action)
    })
}, 1)
