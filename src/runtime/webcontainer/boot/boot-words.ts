/** Boot failures in the words of the page: what is the matter, and what helps. */
import type { BootFailureCode } from './boot-failure.ts';

type Words = Readonly<Record<'en' | 'zh-cn', string>>;

export const BOOT_FAILURE_WORDS: Readonly<Record<BootFailureCode, Words>> = {
  'not-isolated': {
    en: 'The WebContainer needs a page isolated by the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy, and this page is not. Ask whoever hosts the site to send them.',
    'zh-cn':
      'WebContainer 需要通过 Cross-Origin-Opener-Policy 和 Cross-Origin-Embedder-Policy 响应头隔离的页面，而当前页面没有隔离。请联系网站的部署者加上这两个响应头。',
  },
  offline: {
    en: 'The WebContainer is loaded from stackblitz.com, and the browser is offline. Connect to the internet, then retry.',
    'zh-cn': 'WebContainer 需要从 stackblitz.com 加载，而浏览器处于离线状态。请连接网络后重试。',
  },
  blocked: {
    en: 'stackblitz.com, from where the WebContainer is loaded, could not be reached. A content blocker, a firewall or a sign-in page of the network may be in the way. Allow stackblitz.com, then retry.',
    'zh-cn':
      '无法访问 stackblitz.com，WebContainer 要从那里加载。可能被内容拦截器、防火墙或网络登录页拦截。请允许访问 stackblitz.com 后重试。',
  },
  'timed-out': {
    en: 'The WebContainer did not start in time. The network may be slow, or the machine busy. Retry.',
    'zh-cn': 'WebContainer 未能及时启动。可能是网络缓慢或机器繁忙。请重试。',
  },
  'unsupported-browser': {
    en: 'This browser can not run a WebContainer. It runs in current desktop versions of Chrome, Edge, Firefox and Safari.',
    'zh-cn': '此浏览器无法运行 WebContainer。请使用桌面版 Chrome、Edge、Firefox 或 Safari 的最新版本。',
  },
  crashed: {
    en: 'The WebContainer broke down; it may have run out of memory. Close other tabs that need much memory, then retry.',
    'zh-cn': 'WebContainer 发生崩溃，可能是内存不足。请关闭占用大量内存的其他标签页后重试。',
  },
};
