export interface Instrument {
  symbol: string
  name: string
  currency: 'KRW' | 'USD'
  /** Where the first price of a market starts. */
  price: number
  /** What prices are multiples of, in hundredths of the currency. */
  tickHundredths: number
}

/** Invented companies: the busiest first, as trading spreads over them unevenly. */
const KOREAN = `HNBT 한빛전자 71200|DRMC 두루화학 38450|SNBR 산바람중공업 24800|MRNE 미리내바이오 186000|GAON 가온모빌리티 92300
ARUM 아름식품 15750|BORA 보라게임즈 203500|HAEL 해오름해운 8920|NURI 누리통신 54100|DASM 다솜제약 67400
SORA 소라건설 11250|PURM 푸름에너지 29900|CHAN 찬누리물산 43650|YEON 연두유통 7380|BYEL 별내금융 58800
MIDM 믿음생명 88100|JARI 자리에듀 5240|ONSE 온새로보틱스 131500|GEUR 그루임업 3965|TAEB 태벌철강 47250
SEOL 설온반도체 154000|MALG 맑음정수 18900|NARE 나래항공 22050|HWAR 화랑기계 9410|DANB 단비바이오 76600`

const AMERICAN = `AURL Auralis Systems 184.20|BRKH Brackenhall Foods 61.75|CNDR Cinder Optics 42.30|DLVE Delvewell Mining 18.05
ESTR Estrada Motors 233.90|FNWK Fenwick Logistics 77.15|GLDR Galdur Aerospace 402.60|HVRN Havering Rail 29.45|ISLO Islo Beverages 54.85
JNPR Junipera Health 120.10|KSTL Kestlewood Homes 88.95|LMNT Lumenta Energy 33.70|MRVE Marlowe Ventures 15.60|NXUM Nexum Devices 265.35
OBRN Oberin Cable 47.20|PLTH Polestar Thermal 9.85|QRTZ Quartzline Chips 512.40|RDGE Ridgeford Paper 21.25|SVRN Severn Mutual 64.50
TRSK Tresco Maritime 38.95|UMBR Umbra Networks 143.75|VLOR Valor Insurance 101.30|WYND Wyndale Wind 26.10|XLNT Excellan Labs 178.65
YARR Yarrowfield Grain 12.40`

function parse(list: string, currency: Instrument['currency'], tickHundredths: number): Instrument[] {
  return list.split(/[|\n]/).map((line) => {
    const [symbol = '', ...words] = line.split(' ')
    const price = Number(words.pop())
    return { symbol, name: words.join(' '), currency, price, tickHundredths }
  })
}

const korean = parse(KOREAN, 'KRW', 1_000)
const american = parse(AMERICAN, 'USD', 5)

/** Fifty of them, both markets in turn. */
export const INSTRUMENTS: readonly Instrument[] = korean.flatMap((one, at) => {
  const other = american[at]
  return other ? [one, other] : [one]
})
