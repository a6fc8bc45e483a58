import { ElMessageBox } from 'element-plus/es/components/message-box/index'
import 'element-plus/es/components/message-box/style/css'
import { i18n } from './words'

/** Asks before something that was typed goes; whether it may. */
export async function sure(title: string, words: string, yes: string): Promise<boolean> {
  const said = { confirmButtonText: yes, cancelButtonText: i18n.global.t('common.cancel'), showClose: false, closeOnClickModal: false, autofocus: false }
  return ElMessageBox.confirm(words, title, said).then(() => true, () => false)
}
