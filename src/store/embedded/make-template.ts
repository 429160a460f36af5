/** Run once after an installation, so that the first start does not wait for it. */
import { prepareTemplate } from './template.ts'

await prepareTemplate()
