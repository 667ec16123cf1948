/** More than that some browsers refuse to draw, or draw as nothing. */
const SIDE_MAX = 16_384
const PIXELS_MAX = 64_000_000
const WANTED = 2

/** How many pixels one of the picture becomes: two, or as many as can be drawn; null where not even one can. */
export function pngScale({ width, height }: { width: number; height: number }): number | null {
  const most = Math.min(WANTED, SIDE_MAX / Math.max(width, height), Math.sqrt(PIXELS_MAX / (width * height)))
  return most < 1 ? null : Math.floor(most * 10) / 10
}
