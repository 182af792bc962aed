import { dealForecastActions } from './deals/show.ts'
import { peopleForecastActions } from './own.ts'
import { publishedActions } from './show.ts'

export const forecastActions = [...publishedActions, ...peopleForecastActions, ...dealForecastActions]
