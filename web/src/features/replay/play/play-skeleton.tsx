import { Skeleton } from '#ui/skeleton.tsx'

const LANES = [0, 1, 2, 3, 4]

/** The shape of a play back, before it is known what there is to play. */
export function PlaySkeleton() {
  return (
    <div aria-busy="true" className="flex h-full flex-col">
      <div className="flex h-11 items-center gap-3 border-hairline border-b px-3">
        <Skeleton className="w-64" />
        <Skeleton className="w-32" />
      </div>
      <div className="flex h-10 items-end border-hairline border-b px-3 pb-1">
        <Skeleton className="w-full" />
      </div>
      {LANES.map((lane) => (
        <div key={lane} className="flex h-7 items-center gap-6 border-hairline border-b px-3">
          <Skeleton className="w-32" />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  )
}
