/** Sets of names that `GET /metrics` can speak: Sluice's own, and those that dashboards of other exporters ask for. */
export const METRICS_PROFILES = ['sluice', 'kafka_exporter', 'kminion'] as const
/** One of {@link METRICS_PROFILES}. */
export type MetricsProfileName = (typeof METRICS_PROFILES)[number]
