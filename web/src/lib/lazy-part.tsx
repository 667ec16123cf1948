import { type ComponentType, lazy, Suspense, useState } from 'react'

const parts: (() => Promise<unknown>)[] = []

/** A part of a view whose code is fetched apart: when it is first shown, or before that when the page has nothing to do. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetch = async () => {
    loaded = await load()
    return loaded
  }
  parts.push(fetch)
  const Late = lazy(async () => ({ default: await fetch() }))
  return function LazyPart(props) {
    // What stands already must not be mounted anew when the code has come by another way.
    const [Ready] = useState(() => loaded)
    return Ready ? (
      <Ready {...props} />
    ) : (
      <Suspense fallback={null}>
        <Late {...props} />
      </Suspense>
    )
  }
}

/** Fetches the parts of all views that are here. One that cannot be had is asked for again when it is shown. */
export async function preloadParts(): Promise<void> {
  await Promise.allSettled(parts.map((fetch) => fetch()))
}
