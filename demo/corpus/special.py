# ruff: noqa: E501 - hand-written prose
"""Hand-written articles with a part to play: syndicated, edited, and two notices that differ in their file only."""

from __future__ import annotations

from demo.corpus.model import Block, Photo, paragraphs

SYNDICATED_TV_TITLE = "Ninh Bình: Hòa giải ở cơ sở góp phần giữ bình yên thôn xóm"
SYNDICATED_TV_LEAD = (
    "Qua mười năm thi hành Luật Hòa giải ở cơ sở, các tổ hòa giải trên địa bàn tỉnh đã trở thành cầu nối tin cậy giữa "
    "chính quyền và nhân dân."
)
SYNDICATED_TV_BODY = paragraphs(
    "Toàn tỉnh hiện có 1.679 tổ hòa giải với gần 9.800 hòa giải viên. Họ là trưởng thôn, cán bộ Mặt trận, cựu chiến binh, "
    "nhà giáo nghỉ hưu, những người có uy tín và am hiểu phong tục ở khu dân cư.",
    "Theo báo cáo của Ủy ban nhân dân tỉnh, bình quân mỗi năm các tổ tiếp nhận khoảng 1.200 vụ việc, hòa giải thành trên "
    "86%. Phần lớn là mâu thuẫn đất đai, hôn nhân gia đình và va chạm trong sinh hoạt hằng ngày.",
    "Bà Trần Thu Thủy, hòa giải viên có mười lăm năm kinh nghiệm, cho rằng điều cốt yếu là biết lắng nghe. Có vụ tranh chấp "
    "lối đi kéo dài ba năm, bà đến từng nhà hơn hai mươi lần, cuối cùng hai bên cùng lùi hàng rào mỗi nhà nửa mét.",
    "Để nâng cao chất lượng, ngành tư pháp đã biên soạn bộ tình huống mẫu, tổ chức hội thi hòa giải viên giỏi và hỗ trợ kinh "
    "phí cho mỗi vụ việc thành công. Nhiều xã còn lập nhóm trao đổi trực tuyến để giải đáp nhanh các quy định mới.",
    "Trong thời gian tới, tỉnh tiếp tục kiện toàn đội ngũ, ưu tiên người trẻ có kiến thức pháp luật, đồng thời đẩy mạnh "
    "tuyên truyền để người dân tìm đến tổ hòa giải trước khi nghĩ tới khởi kiện. Mục tiêu là giữ tỷ lệ hòa giải thành ổn "
    "định ở mức trên 85%.",
)

SYNDICATED_NORTH_TITLE = "Lào Cai khai thác thế mạnh cây quế theo hướng hữu cơ"
SYNDICATED_NORTH_BODY = paragraphs(
    "Với hơn 60 nghìn héc-ta, quế là cây lâm nghiệp có diện tích lớn và mang lại thu nhập ổn định cho đồng bào vùng cao. "
    "Những năm gần đây, tỉnh chuyển mạnh từ mở rộng diện tích sang nâng cao giá trị bằng canh tác hữu cơ.",
    "Tại các xã vùng thấp, bà con không còn dùng thuốc trừ cỏ. Cỏ được phát bằng máy, để lại làm lớp phủ giữ ẩm cho đất. "
    "Mỗi lô quế có sổ ghi chép và được kiểm tra chéo giữa các nhóm hộ hai lần mỗi năm.",
    "Anh Hoàng Văn Tuyến, trưởng nhóm sản xuất, cho biết vỏ quế đạt chứng nhận hữu cơ có giá cao hơn từ 10 đến 15%. Quan "
    "trọng hơn, doanh nghiệp ký hợp đồng bao tiêu nhiều năm nên người trồng không phải khai thác non.",
    "Cùng với vỏ khô, các cơ sở chế biến tận dụng cành lá để chưng cất tinh dầu, phần bã làm phân bón hoặc chất đốt. Nhờ đó, "
    "gần như toàn bộ cây quế đều được sử dụng, giảm phát thải và tạo thêm việc làm cho lao động nhàn rỗi.",
    "Ngành nông nghiệp đặt mục tiêu đến cuối nhiệm kỳ có một nửa diện tích quế đạt chứng nhận hữu cơ, gắn mã số vùng trồng, "
    "đồng thời hoàn thiện chỉ dẫn địa lý để mở rộng thị trường xuất khẩu sang châu Âu và Đông Bắc Á.",
)

EDITED_TITLE = "Phân luồng giao thông phục vụ thi công cầu Phú Thịnh"
EDITED_SUMMARY = "Từ đầu tuần tới, các phương tiện qua khu vực cầu Phú Thịnh đi theo phương án phân luồng tạm thời."
EDITED_V1 = paragraphs(
    "Sở Xây dựng vừa thông báo phương án tổ chức giao thông trong thời gian sửa chữa mặt cầu Phú Thịnh. Theo đó, xe tải trên "
    "5 tấn không được qua cầu từ 6 giờ đến 20 giờ hằng ngày.",
    "Xe con và xe máy lưu thông một làn, nhường đường theo tín hiệu đèn đặt ở hai đầu cầu. Đơn vị thi công bố trí người "
    "hướng dẫn vào các khung giờ cao điểm.",
    "Thời gian thực hiện dự kiến 30 ngày, kể từ ngày 12/10/2026. Người dân nên chủ động chọn lộ trình qua cầu Cốc Lếu để "
    "tránh ùn tắc.",
)
EDITED_V2 = (
    *EDITED_V1[:2],
    *paragraphs(
        "Thời gian thực hiện được điều chỉnh thành 45 ngày, kể từ ngày 12/10/2026, do phải thay thêm hai khe co giãn bị hỏng. "
        "Người dân nên chủ động chọn lộ trình qua cầu Cốc Lếu để tránh ùn tắc.",
        "Trước đó, bản tin đầu tiên nêu thời gian thi công là 30 ngày. Sở Xây dựng xin lỗi vì sự thay đổi và sẽ thông báo "
        "khi cầu thông xe trở lại.",
    ),
)
EDITED_PHOTO = Block("photo", photo=Photo("cau-phu-thinh-thi-cong", "Công nhân sửa chữa mặt cầu Phú Thịnh", "Đức Toàn"))

NOTICE_TITLE = "Thông báo kết quả thi tuyển viên chức"
NOTICE_BODY = paragraphs("Xem chi tiết tại đây.")
NOTICE_FILES = ("Kết quả vòng 1", "Kết quả vòng 2")
