import './oldest'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './style/tokens.css'
import './style/base.css'
import App from './App.vue'
import { surround } from './api/client'
import { ask } from './confirmation'
import { heedComposition } from './ime'
import { router } from './router'
import { useSession } from './session'
import { i18n, language, speak } from './words'

speak(language())
heedComposition()
const app = createApp(App).use(createPinia()).use(i18n)
const session = useSession()
surround({
  language,
  signedOut() {
    const { name, fullPath, meta } = router.currentRoute.value
    // An applicant's screen has no session that could end.
    if (meta.bare) return
    session.ended()
    if (name !== 'sign-in') void router.push({ name: 'sign-in', query: { to: fullPath } })
  },
  confirmed: ask,
})
app.use(router).mount('#app')
