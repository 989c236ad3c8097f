import type { tokens as english } from '../en/tokens';
import type { Translation } from '../translation';

export const tokens: Translation<typeof english> = {
  lead: 'Token truy cập cho phép chương trình của bạn dùng API GraphQL và API mức sử dụng. Chúng không gọi được mô hình.',
  create: 'Tạo token truy cập',
  none: 'Chưa có token truy cập',
  noneText: 'Tạo một token để quản lý khóa hoặc đọc mức sử dụng từ chương trình của bạn.',
  failed: 'Không tải được các token truy cập của bạn.',
  name: 'Tên',
  nameHint: 'Chỉ dành cho bạn. Gợi ý: đặt theo chương trình dùng token.',
  scopes: 'Được phép làm gì',
  scopesHint: 'Đừng cho nhiều hơn mức cần thiết.',
  scope: {
    KEYS_READ: 'Đọc khóa',
    KEYS_WRITE: 'Quản lý khóa',
    USAGE_READ: 'Đọc mức sử dụng',
    AUDIT_READ: 'Đọc nhật ký',
  },
  scopeHint: {
    KEYS_READ: 'Liệt kê khóa API và mô hình; không bao giờ gồm mã bí mật.',
    KEYS_WRITE: 'Tạo, sửa, xoay vòng và thu hồi khóa API.',
    USAGE_READ: 'Hỏi mức sử dụng và chi phí, và xuất chúng.',
    AUDIT_READ: 'Đọc ai đã làm gì với tài khoản.',
  },
  expiresNever: 'Token này sẽ không hết hạn.',
  problem: {
    nameMissing: 'Nhập tên.',
    nameLong: 'Dùng tối đa {{max}} ký tự.',
    noScope: 'Chọn ít nhất một việc mà token được phép làm.',
  },
  discardTitle: 'Bỏ token mới này?',
  createUnreachable:
    'Không kết nối được đến máy chủ. Token của bạn có thể đã được tạo hoặc chưa. Hãy kiểm tra danh sách trước khi thử lại.',
  saveTitle: 'Lưu token truy cập của bạn',
  label: 'Token truy cập',
  copied: 'Đã sao chép token truy cập',
  warning:
    'Token chỉ hiển thị và chỉ có thể sao chép một lần. Hãy lưu ở nơi an toàn và không chia sẻ: ai có token đều làm được thay bạn những việc bạn đã chọn.',
  createdToast: 'Đã tạo token truy cập.',
  revokeOf: 'Thu hồi {{name}}',
  revokeTitle: 'Thu hồi "{{name}}"?',
  revokeText: 'Các chương trình dùng token này sẽ bị từ chối ngay. Không thể hoàn tác.',
  revokeSubmit: 'Thu hồi token',
  revokeFailed: 'Không thu hồi được token này. Token vẫn hoạt động.',
  revokeUnreachable: 'Không kết nối được đến máy chủ. Token này có thể vẫn hoạt động.',
  revokedToast: 'Đã thu hồi token truy cập.',
};
