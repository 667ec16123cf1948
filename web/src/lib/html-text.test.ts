import { describe, expect, it } from 'vitest'
import { htmlToText } from './html-text.ts'

describe('htmlToText', () => {
  it('keeps the words and drops the tags', () => {
    expect(htmlToText('See <a href="#x">KIP-98</a> for <code>acks=all</code>.')).toBe(
      'See KIP-98 for acks=all.',
    )
  })

  it('puts paragraphs and list items on lines of their own', () => {
    expect(htmlToText('One of:<ul><li>delete</li><li>compact</li></ul><p>Default: delete</p>')).toBe(
      'One of:\n· delete\n· compact\nDefault: delete',
    )
  })

  it('decodes entities once, so that no tag comes out of them by decoding twice', () => {
    expect(htmlToText('a &lt;b&gt; &amp;lt; &#39;c&#39; &unknown;')).toBe("a <b> &lt; 'c' &unknown;")
  })

  it('leaves comparisons alone', () => {
    expect(htmlToText('lag < 5 and size > 3')).toBe('lag < 5 and size > 3')
  })

  it('survives code points that do not exist', () => {
    expect(htmlToText('&#9999999;')).toBe('&#9999999;')
  })
})
