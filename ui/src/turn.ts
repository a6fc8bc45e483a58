import { ElMessage } from 'element-plus/es/components/message/index'
import { i18n, type Language, speak } from './words'

/** What a reader who asks for the other language gets: the page in it, or why it stays as it is. */
export const turnTo = (wanted: Language): Promise<void> => speak(wanted).catch(() => void ElMessage.warning(i18n.global.t('gone.unreachable')))
