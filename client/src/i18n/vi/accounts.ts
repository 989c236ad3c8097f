import type { accounts as english } from '../en/accounts';
import type { Translation } from '../translation';

export const accounts: Translation<typeof english> = {
  signIn: {
    title: 'Đăng nhập',
    lead: 'Đăng nhập để quản lý khóa API và xem mức sử dụng của bạn.',
    email: 'E-mail',
    password: 'Mật khẩu',
    submit: 'Đăng nhập',
    sending: 'Đang đăng nhập…',
    ended: 'Phiên làm việc của bạn đã kết thúc. Vui lòng đăng nhập lại.',
    endedTitle: 'Phiên làm việc của bạn đã kết thúc',
    endedText: 'Đăng nhập lại để tiếp tục. Những gì bạn đã nhập trên trang này vẫn được giữ lại.',
    endedInForm:
      'Phiên làm việc của bạn đã kết thúc. Hãy đăng nhập lại; những gì bạn đã nhập vẫn được giữ lại.',
    renewed: 'Bạn đã đăng nhập lại. Những gì bạn đã nhập vẫn còn: hãy gửi lại.',
    toSignUp: 'Tạo tài khoản',
    toSignUpLead: 'Bạn chưa có tài khoản?',
    outFailed: 'Không đăng xuất được. Vui lòng thử lại.',
    wrong: 'E-mail hoặc mật khẩu không đúng.',
    elsewhere: 'Không thể đăng nhập tại địa chỉ này.',
    goElsewhere: 'Đi đến {{url}}',
  },
  signUp: {
    title: 'Tạo tài khoản',
    lead: 'Một tài khoản cho khóa API và mức sử dụng của bạn.',
    name: 'Tên',
    submit: 'Tạo tài khoản',
    sending: 'Đang tạo…',
    toSignIn: 'Đăng nhập',
    toSignInLead: 'Bạn đã có tài khoản?',
    passwordHint: 'Ít nhất {{min}} ký tự.',
    exists: 'E-mail này đã có tài khoản. Hãy đăng nhập.',
    closed: 'Không thể tạo tài khoản mới tại đây. Hãy hỏi đơn vị vận hành sàn này.',
  },
  field: {
    emailMissing: 'Nhập e-mail của bạn.',
    emailInvalid: 'Nhập địa chỉ e-mail đầy đủ, ví dụ ann@example.com.',
    passwordMissing: 'Nhập mật khẩu của bạn.',
    passwordShort: 'Dùng ít nhất {{min}} ký tự.',
    passwordLong: 'Dùng tối đa {{max}} ký tự.',
    nameMissing: 'Nhập tên của bạn.',
    showPassword: 'Hiện mật khẩu',
  },
  plan: { FREE: 'Gói miễn phí', PAID: 'Gói trả phí' },
  gate: {
    title: 'Khóa API cần gói trả phí',
    contact: 'Liên hệ với chúng tôi',
    plans: 'Xem các gói',
    lapsed:
      'Gói của bạn đã hết hạn. Các khóa của bạn tạm dừng và yêu cầu bị từ chối cho đến khi bạn đăng ký lại.',
  },
};
