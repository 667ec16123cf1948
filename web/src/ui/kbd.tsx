import { isApple, showKeys } from '#lib/key-press.ts'

/** Keys as they are pressed, for the eye: what they do is said beside them. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="shrink-0 rounded border border-hairline bg-surface-sunken px-1 font-sans text-[0.6875rem] text-ink-muted leading-4">
      {showKeys(keys, isApple())}
    </kbd>
  )
}
