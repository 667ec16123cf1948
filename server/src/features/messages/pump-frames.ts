import type { EndReason, Message, ScanFrame } from '@sluice/shared/messages'
import { FrameMaker } from './frame-maker.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanEngine } from './scan-plan.ts'

/**
 * Rows of an engine as frames: gathered for a moment, with signs of progress or at least of life between them. The
 * engine is at most one handful ahead of whoever pulls the frames, and is ended when they stop pulling. `seal` makes
 * the cursor of where the engine stands.
 */
export async function* pumpFrames(
  ctx: ScanContext,
  engine: ScanEngine,
  page: { limit: number; seal: () => string },
): AsyncGenerator<ScanFrame, EndReason, void> {
  const source = engine.rows()
  const frames = new FrameMaker(ctx, engine, page)
  try {
    let step = nextOf(source)
    for (;;) {
      const arrived = await within(step, frames.waitMs())
      if (arrived !== null) {
        if (arrived.done === true) {
          yield* frames.finish()
          return arrived.value
        }
        frames.add(arrived.value)
        // Only now, while the engine stands still, is its place exactly behind the rows that are here.
        yield* frames.cursorDue()
        step = nextOf(source)
      }
      yield* frames.due()
    }
  } catch (error) {
    const { reason } = ctx.stop
    if (reason === null) throw error
    yield* frames.finish()
    return reason
  } finally {
    ctx.stop.end('cancelled')
    await source.return('cancelled')
  }
}

type Step = Promise<IteratorResult<Message[], EndReason>>

/** A step that fails while nobody waits for it must not count as unhandled: the next wait meets it. */
function nextOf(source: AsyncGenerator<Message[], EndReason, void>): Step {
  const step = source.next()
  step.catch(() => {})
  return step
}

/** What the step brings, or null when `ms` pass first. */
async function within(step: Step, ms: number): Promise<IteratorResult<Message[], EndReason> | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  return await Promise.race([step, late]).finally(() => clearTimeout(timer))
}
