import './oldest'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './style/tokens.css'
import './style/base.css'
import App from './App.vue'
import { surround } from './api/client'
import { keepFocus, keepTitle } from './arrival'
import { ask } from './confirmation'
import { watchFor } from './gone'
import { heedComposition } from './ime'
import { router } from './router'
import { useSession } from './session'
import { i18n, language, speak } from './words'

heedComposition()
const app = createApp(App).use(createPinia()).use(i18n)
const session = useSession()
surround({
  language,
  acting: () => session.acting,
  // An applicant's screen has no session that could end.
  signedOut: ({ code, problem }) => (code === 'access.session_ended' ? session.ended('administrator', problem.params?.reason ?? null) : session.ended()),
  comesBack: () => session.comesBack(),
  displaced: () => session.displace(),
  confirmed: ask,
})
watchFor(router)
keepTitle(router)
keepFocus(router)
void speak(language()).then(() => app.use(router).mount('#app'))
