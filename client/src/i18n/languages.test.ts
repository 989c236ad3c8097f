import { en } from './en';
import { createI18n, speak } from './i18n';
import { pickLanguage, rememberLanguage, wishedLanguage } from './languages';

const nothing = { asked: null, ofTab: null, chosen: null, ofBrowser: [] };

describe('the language of the screens', () => {
  it.each([
    ['what the address asks for', { asked: 'vi', chosen: 'en', ofBrowser: ['en'] }, 'vi'],
    ['what the address asked of this tab', { ofTab: 'vi', chosen: 'en' }, 'vi'],
    ['what was chosen', { chosen: 'vi', ofBrowser: ['en-GB'] }, 'vi'],
    ['the first that the browser names and we speak', { ofBrowser: ['fr-FR', 'vi-VN', 'en'] }, 'vi'],
    ['English otherwise', { asked: 'tlh', ofBrowser: ['fr'] }, 'en'],
    ['never the one for tests by itself', { ofBrowser: ['en-XA'] }, 'en'],
  ] as const)('is %s', (_why, wishes, language) => {
    expect(pickLanguage({ ...nothing, ...wishes })).toBe(language);
  });

  it('asked for by the address holds for the tab, until another is chosen', () => {
    window.history.replaceState(null, '', '/?lang=vi');
    expect(wishedLanguage()).toBe('vi');
    window.history.replaceState(null, '', '/');
    expect(wishedLanguage()).toBe('vi');

    rememberLanguage('en');

    expect(wishedLanguage()).toBe('en');
  });

  it('changes without a new page, and the page says which it is', async () => {
    const i18n = createI18n('en', en);
    expect(document.documentElement.lang).toBe('en');

    await speak(i18n, 'vi');

    expect(i18n.t('nav.myAccount')).toBe('Tài khoản của tôi');
    expect(i18n.t('keys.count', { count: 1 })).toBe('1 khóa');
    expect(document.documentElement.lang).toBe('vi');
    expect(wishedLanguage()).toBe('vi');
  });

  it('keeps a name from right to left to itself, and leaves others as they are', () => {
    const i18n = createI18n('en', en);

    expect(i18n.t('keyRevoke.title', { name: 'مفتاح' })).toBe('Revoke "\u2068مفتاح\u2069"?');
    expect(i18n.t('keyRevoke.title', { name: 'a <b> & "c"' })).toBe('Revoke "a <b> & "c""?');
  });
});
