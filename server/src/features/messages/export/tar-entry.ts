const BLOCK = 512
const NAME_MAX = 100
/** Regular file, and the extended header that says what does not fit into the next one (POSIX.1-2001, pax). */
const FILE = '0'
const EXTENDED = 'x'
/** The largest size that eleven octal digits hold. */
const SIZE_MAX = 8 ** 11 - 1

/** A file of a tar archive: header, bytes, and zeros up to the block. */
export function tarEntry(path: string, bytes: Buffer, mtimeSeconds: number): Buffer[] {
  const long = Buffer.byteLength(path) > NAME_MAX
  const extended = long ? entry('pax', Buffer.from(paxRecord('path', path)), mtimeSeconds, EXTENDED) : []
  // Readers without pax at least get the end of the path, which is the file's own name.
  const name = long ? path.slice(-NAME_MAX) : path
  return [...extended, ...entry(name, bytes, mtimeSeconds, FILE)]
}

/** Two blocks of zeros end an archive; one that lacks them was cut. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK)
}

function entry(name: string, bytes: Buffer, mtimeSeconds: number, type: string): Buffer[] {
  const { length } = bytes
  if (length > SIZE_MAX) throw new RangeError(`A file of ${length} bytes does not fit into a tar entry`)
  const padding = (BLOCK - (length % BLOCK)) % BLOCK
  return [header(name, length, mtimeSeconds, type), bytes, Buffer.alloc(padding)]
}

function header(name: string, size: number, mtimeSeconds: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, NAME_MAX)
  block.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1')
  block.write(`${octal(size, 11)} ${octal(mtimeSeconds, 11)} `, 124, 'latin1')
  block.write(`        ${type}`, 148, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  let sum = 0
  for (const byte of block) sum += byte
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1')
  return block
}

/** `<length> key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (rest + String(length).length !== length) length = rest + String(length).length
  return `${length} ${key}=${value}\n`
}

function octal(number: number, digits: number): string {
  return Math.max(0, Math.floor(number)).toString(8).padStart(digits, '0')
}
