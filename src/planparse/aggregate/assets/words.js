"use strict";
// What the page says of itself. Words of documents come with the rows.
const WORDS = {
  views: {
    "tong-quan": "Tổng quan",
    "xa-phuong": "Xã, phường",
    "linh-vuc": "Lĩnh vực",
    "thoi-han": "Lịch đến hạn",
    "nhiem-vu": "Nhiệm vụ",
    "tinh-giao": "Tỉnh giao",
    "giong-nhau": "Việc giống nhau",
    "phat-hien": "Phát hiện",
    "xem-lai": "Cần xem lại",
    "da-sua": "Đã sửa",
    "tep": "Tệp",
  },
  sent: { "co": "Đã có kế hoạch", "chua-co": "Chưa có kế hoạch", "khong-doc": "Đã gửi, không đọc được", "dung-han": "Đúng hạn", "cham": "Chậm", "chua-ro": "Chưa rõ đúng hạn hay chậm", "ngoai": "Ngoài danh sách" },
  has: {
    "chu-tri": "Có đơn vị chủ trì", "khong-chu-tri": "Không ghi chủ trì",
    "thoi-han": "Thời hạn đọc được", "khong-thoi-han": "Không có thời hạn đọc được",
    "san-pham": "Có sản phẩm", "khong-san-pham": "Không ghi sản phẩm",
    "xem-lai": "Có chỗ cần xem lại", "tinh": "Thuộc việc tỉnh giao",
  },
  onTime: { on_time: "Đúng hạn", late: "Chậm", unknown: "Chưa rõ" },
  status: { counted: "Được tính", copy: "Bản trùng", superseded: "Bản cũ hoặc bản khác", out_of_scope: "Ngoài phạm vi", reference: "Kế hoạch của tỉnh", above: "Kế hoạch của cấp trên", unread: "Không đọc được" },
  severity: { error: "Lỗi", warning: "Cảnh báo", info: "Lưu ý" },
  asked: { lead: "Xã, phường chủ trì", coordinating: "Xã, phường phối hợp", unknown: "Không nêu đơn vị", no: "Không giao xã, phường" },
  kinds: { date: "có ngày", period: "khoảng thời gian", continuous: "thường xuyên", recurring: "định kỳ", ad_hoc: "đột xuất", relative: "theo mốc", reference: "theo văn bản khác", composite: "nhiều mốc", unknown: "chưa hiểu", none: "không ghi" },
  soon: { "30": "30 ngày tới", "quy": "Quý này", "qua": "Đã qua" },
  filters: { tim: "Tìm", xa: "Xã, phường", lv: "Lĩnh vực", dv: "Đơn vị chủ trì", thang: "Tháng", khi: "Khi nào", gui: "Tình trạng gửi", co: "Chỉ xem", tinh: "Việc tỉnh giao", nhom: "Nhóm việc", ma: "Loại phát hiện", giao: "Giao cho", tt: "Tình trạng tệp" },
};
