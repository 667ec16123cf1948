import { Skeleton } from '#ui/skeleton.tsx'

/** In the shape of a record that has not come yet. */
export function Waiting() {
  return (
    <div className="flex flex-col gap-3 p-4">
      {['w-1/3', 'w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  )
}
