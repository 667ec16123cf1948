import { serveLayouts } from './serve-layouts.ts'

// The page's types know `self` as a window; of a worker's own they share what is used here.
serveLayouts(self)
