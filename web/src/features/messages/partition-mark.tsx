/** Degrees between the hues of neighbouring partitions: the golden angle never repeats and keeps neighbours apart. */
const TURN = 137.508

/** A partition's number with its colour, which is the same everywhere; the number alone says all. */
export function PartitionMark({ partition, label }: { partition: number; label?: string }) {
  return (
    <span className="flex items-center gap-1.5 font-mono text-meta tabular-nums">
      <span
        aria-hidden="true"
        style={{ backgroundColor: `oklch(0.68 0.11 ${(200 + partition * TURN) % 360})` }}
        className="h-3 w-1 rounded-full"
      />
      {label && <span className="font-sans text-body text-ink-muted font-normal">{label}</span>}
      {partition}
    </span>
  )
}
