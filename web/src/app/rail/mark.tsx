/** Sluice's sign: a gate standing in a channel. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-5 shrink-0">
      <path
        d="M1.5 10h5M9.5 10h5M1.5 13h5M9.5 13h5"
        className="stroke-accent"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d="M8 2v11.5" className="stroke-ink" strokeWidth="2" strokeLinecap="round" />
      <path d="M5.5 2h5" className="stroke-ink" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}
