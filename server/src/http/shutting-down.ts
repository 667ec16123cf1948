import { AppError } from './app-error.ts'

/** What whoever asks something of a process that is about to end is told. */
export function shuttingDown(): AppError {
  return new AppError('SHUTTING_DOWN', 'Sluice is shutting down. Try again when it is back.')
}
