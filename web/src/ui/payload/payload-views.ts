export const PAYLOAD_VIEWS = ['json', 'text', 'hex'] as const
export type PayloadView = (typeof PAYLOAD_VIEWS)[number]
