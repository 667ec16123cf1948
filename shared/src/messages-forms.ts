/**
 * The ways to write a text that look alike: as it is, with its letters composed (NFC) and decomposed (NFD), as 한 and é
 * may be. One alone where there is no other.
 */
export function formsOf(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
}
