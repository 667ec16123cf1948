import { classNames } from '#lib/class-names.ts'

/** A place where a text will be. Give it the width of that text. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('skeleton-delay inline-block h-2.5 rounded-sm bg-hairline', className)}
    />
  )
}
