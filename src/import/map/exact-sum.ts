import { decimal, type Decimal } from '#core/money/index.ts'
import { shortest } from '../expression/values.ts'

/** Sum of decimal texts, exact. Short ones add up as whole ten-thousandths in a double until it is nearly full. */
export class ExactSum {
  private small = 0
  private large: Decimal = { units: 0n, scale: 4 }

  add(text: string) {
    const match = short.exec(text)
    if (!match) this.large = decimal.add(this.large, decimal.parseDecimal(text)!)
    else {
      const size = Number(match[2]! + (match[3] ?? '').padEnd(4, '0'))
      this.small += match[1] === '-' ? -size : size
      if (this.small > fullAt || this.small < -fullAt) this.flush()
    }
  }

  get text(): string {
    this.flush()
    return shortest(this.large)
  }

  private flush() {
    this.large = decimal.add(this.large, { units: BigInt(this.small), scale: 4 })
    this.small = 0
  }
}

const short = /^(-?)(\d{1,10})(?:\.(\d{1,4}))?$/
const fullAt = 2 ** 52
