import { type ComponentProps, useId } from 'react'
import { classNames } from '#lib/class-names.ts'
import { Button } from './button.tsx'

interface RefusableButtonProps extends ComponentProps<typeof Button> {
  /** Why it does nothing; null where it does. */
  refusal: string | null
}

/** A button that stays in sight and in the order of Tab where it may not be pressed, and says why. */
export function RefusableButton({ refusal, className, onClick, children, ...rest }: RefusableButtonProps) {
  const id = useId()
  if (refusal === null)
    return (
      <Button className={className} onClick={onClick} {...rest}>
        {children}
      </Button>
    )
  return (
    <>
      <Button
        {...rest}
        type="button"
        data-tip={refusal}
        aria-disabled
        aria-describedby={id}
        className={classNames('opacity-50', className)}
      >
        {children}
      </Button>
      <span id={id} className="sr-only">
        {refusal}
      </span>
    </>
  )
}
