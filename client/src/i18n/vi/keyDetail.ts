import type { keyDetail as englishDetail, keyRotate as englishRotate } from '../en/keyDetail';
import type { Translation } from '../translation';

export const keyRotate: Translation<typeof englishRotate> = {
  menu: 'Xoay vòng…',
  title: 'Xoay vòng "{{name}}"',
  text: 'Khóa nhận mã bí mật mới và giữ nguyên tên, quyền và lịch sử. Mã bí mật cũ ngừng hoạt động sau thời gian bạn chọn.',
  overlap: 'Mã bí mật cũ còn dùng được trong',
  choice: {
    '0': 'Dừng ngay',
    '900': '15 phút',
    '3600': '1 giờ',
    '21600': '6 giờ',
    '86400': '24 giờ',
    '604800': '7 ngày',
  },
  atOnce: 'Yêu cầu dùng mã bí mật cũ sẽ bị từ chối ngay.',
  submit: 'Xoay vòng khóa',
  sending: 'Đang xoay vòng…',
  saveTitle: 'Lưu khóa API mới của bạn',
  rotated: '"{{name}}" đã có mã bí mật mới.',
  done: 'Đã xoay vòng khóa API.',
  unreachable:
    'Không kết nối được đến máy chủ. Khóa có thể đã có mã bí mật mới hoặc chưa: hãy xem hoạt động gần đây của khóa trước khi thử lại.',
  stopped: 'Khóa này không còn hoạt động và không thể xoay vòng. Hãy tạo khóa mới.',
  until: 'Mã bí mật cũ vẫn dùng được đến {{date}}.',
  oldUnused: 'Chưa ai dùng mã này kể từ khi xoay vòng.',
  oldUsed: 'Mã này được dùng lần cuối {{time}}.',
  end: 'Kết thúc ngay',
  ended: 'Mã bí mật cũ không còn hoạt động.',
  endFailed: 'Không dừng được mã bí mật cũ. Mã này có thể vẫn hoạt động.',
};

export const keyDetail: Translation<typeof englishDetail> = {
  title: 'Khóa API',
  id: 'ID khóa',
  activity: 'Hoạt động gần đây',
  month: '30 ngày qua',
  usage: '{{total}} token, nhiều nhất vào {{day}} với {{peak}}.',
  otherModels_other: '{{count}} mô hình khác · {{tokens}}',
  usedOf: '{{used}} / {{limit}}',
  unused: 'Không có mức sử dụng trong 30 ngày qua.',
  usageFailed: 'Không tải được mức sử dụng của khóa.',
  leaked: 'Khóa này được báo là xuất hiện ở nơi công khai vào {{date}} và bị từ chối vĩnh viễn từ lúc đó.',
  leakedOnGithub:
    'GitHub phát hiện khóa này ở nơi công khai vào {{date}}, trong {{place}}. Khóa bị từ chối vĩnh viễn từ lúc đó.',
  leakedAt: 'Nơi phát hiện:',
  leakedNext: 'Hãy tạo khóa mới, đặt vào nơi từng dùng khóa này, rồi gỡ khóa này khỏi nơi nó bị nhìn thấy.',
};
