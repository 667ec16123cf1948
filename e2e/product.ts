/** Where the product under test listens; its Kafka takes a free port of its own. */
export const PORT = Number(process.env.SLUICE_E2E_PORT ?? 4478)
export const BASE_URL = `http://127.0.0.1:${PORT}`
export const CLUSTER = 'local'
