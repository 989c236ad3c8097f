import type { playground as english } from '../en/playground';
import type { Translation } from '../translation';

export const playground: Translation<typeof english> = {
  title: 'Sân thử',
  about: 'Mọi việc mà các trang này làm, dưới dạng GraphQL. Những gì bạn chạy ở đây là thật.',
  token: 'Dùng token truy cập',
  tokenPlaceholder: 'Chỉ giữ trong bộ nhớ',
  bySession: 'Đăng nhập bằng phiên làm việc của bạn.',
  byToken: 'Các thao tác chạy dưới tên của token này.',
};
