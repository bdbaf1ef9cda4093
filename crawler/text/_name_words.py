"""The words of Vietnamese personal names, and the phrases that look like names and are none: data only.

Surnames: the ones that more than about 0.1 % of people bear, and those of the ethnic groups of the north and of the
central highlands. Given names: the syllables of ordinary given, middle and pen-names. All sets hold lower-case NFC with
the tone mark in its modern place (``fold_tone_placement``).
"""

from __future__ import annotations

from crawler.text.tones import fold_tone_placement


def _words(table: str) -> frozenset[str]:
    return frozenset(fold_tone_placement(table).lower().split())


def _phrases(table: str) -> frozenset[str]:
    rows = fold_tone_placement(table).lower().splitlines()
    return frozenset(phrase.strip() for row in rows for phrase in row.split("|") if phrase.strip())


COMMON_SURNAMES = _words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Ngô Đinh Trịnh Trương Tạ Phùng")
"""Surnames that begin no ordinary phrase; in capitals a heading looks like a name (``HỒ SƠ``, ``ĐÀO TẠO``)."""

HIGHLAND_SURNAMES = _words("""
    Niê Êban Ê-ban Mlô Ksor Rmah Rơ Siu Kpă Kpuih Nay Ayun Adrơng Ktla Ksơr Bkrông Kbuôr Knul Hmok Hwing Rah Rahlan
    Kră Kơ Krông Ya Ka
""")
"""Surnames of the central highlands; many are no Vietnamese syllable."""

SURNAMES = (
    COMMON_SURNAMES
    | HIGHLAND_SURNAMES
    | _words("""
    Võ Hồ Dương Lý Đào Đoàn Lâm Mai Cao Hà Tô Lưu Lương Vương Châu Chu Quách Thái Tôn Tống Triệu Từ Thân Tăng Nghiêm Mạc
    La Lã Lại Kiều Khổng Khuất Hứa Giang Doãn Diệp Đàm Đồng Đậu Đới Đường Cù Cung Bạch Âu An Bế Bàn Chẩu Cầm Điêu Giàng
    Hạng Hầu Lò Lục Lù Lường Lộc Ma Má Mùa Nông Phàn Quàng Sùng Sầm Thào Tẩn Tòng Vàng Vi Vừ Thạch Kim Sơn Danh Hoa
    Thiều Tiêu Ninh Nhữ Ngụy Mẫn Mã Lều Khúc Hán Đèo Chử Chế Bá Ân Viên Uông Ung Trang Trà Tào Tiết Thẩm Y H' K' Chảo
    Lèo Sồng Ly Cứ Lô Mông Hờ Lầu Thò Sần Phù Bồ Lành Hoàn Ngọ Ngân Quan Cáp Cấn Nguyên Viết Lữ Ôn Phí Phó Bành
    """)
)

MARKS = _words("Thị Văn A Seo Mí Láo Xín Chứ")
"""Middle words that no phrase has: with a surname before them the third word may be any."""

GIVEN = _words("""
    Ái An Anh Ánh Ân Ấn Ba Bá Bách Bạch Bảng Bang Bảo Bằng Bắc Băng Bích Biên Bình Bính Bỉnh Bội Bửu Ca Cát Cảnh
    Cao Cang Cẩm Cầm Cần Cẩn Cầu Châm Chấn Chất Châu Chi Chí Chiêm Chiến Chiểu Chinh Chính Chỉnh Chuẩn Chung
    Chuyên Chương Công Cơ Cúc Cương Cường Cự Cử Dân Danh Khanh Dậu Di Diễm Diên Diễn Diện Diệp Diệu Dinh Dĩnh Doãn Doanh
    Du Dũng Dung Duy Duyên Duyệt Dư Dương Dưỡng Đài Đại Đàm Đan Đán Đảng Đăng Đào Đạo Đạt Đắc Đệ Điềm Điền Điển
    Điệp Đình Đính Định Đô Đoài Đoan Đoàn Đôn Đông Đồng Đỗ Đức Đường Gấm Gia Giang Giao Giáp Giỏi Hà Hạ Hải Hạnh
    Hàm Hàn Hân Hằng Hào Hảo Hạo Hậu Hiên Hiền Hiển Hiến Hiệp Hiếu Hiệu Hoa Hòa Hóa Hoài Hoàn Hoan Hoán Hoàng Hoạt
    Hồ Hội Hồi Hồng Hợp Huân Huấn Huệ Huế Hùng Huy Huyên Huyền Huỳnh Hương Hường Hướng Hưng Hữu Hỷ Kha Khả Khải
    Khái Khang Khánh Khắc Khâm Khiêm Khiết Khoa Khoan Khoát Khôi Khuê Khuyên Khương Kiên Kiệm Kiệt Kiều Kim Kính
    Kỳ Kỷ Lạc Lai Lam Lâm Lan Lân Lãm Lãng Lăng Lập Lệ Lê Lễ Liêm Liên Liễu Linh Lĩnh Loan Long Lộc Lợi Luân Luận
    Luật Luyến Luyện Lục Lữ Lực Lương Lượng Lưu Ly Lý Mai Mạnh Mận Mẫn Mây Mậu Mến Mi Miên Miễn Minh Mộc Mơ My Mỹ
    Mùi Nam Năng Nga Ngà Ngạn Ngân Nghi Nghĩa Nghị Nghiêm Nghiệp Ngoan Ngọc Ngôn Nguyên Nguyện Nguyệt Nhã Nhàn
    Nhạn Nhâm Nhân Nhẫn Nhật Nhi Nhiên Nhiệm Nhị Nho Nhơn Nhu Nhuận Nhung Như Nhựt Ninh Nương Nữ Oanh Phách Phán
    Phát Phấn Phi Phong Phú Phúc Phùng Phụng Phước Phương Phượng Quang Quảng Quân Quế Quý Quyên Quyền Quyết
    Quỳnh Quốc Quy Sa San Sang Sáng Sâm Sen Sinh Soạn Song Sơn Sỹ Sĩ Sương Tài Tám Tâm Tân Tấn Tần Tạo Thạch Thái
    Thanh Thành Thạnh Thao Thảo Thắm Thăng Thắng Thân Thế Thi Thị Thiên Thiện Thiệp Thiệu Thìn Thịnh Thiết Thọ
    Thoa Thoan Thoại Thơ Thơm Thông Thu Thuần Thuận Thuật Thục Thúy Thùy Thủy Thụy Thuyên Thuyết Thư Thực Thương
    Thường Thưởng Tiên Tiến Tiếp Tiệp Tín Tính Tình Toại Toan Toàn Toản Tố Tôn Trà Trang Tráng Trâm Trân Trầm Tri
    Trí Trị Triết Triển Triều Triệu Trinh Trình Trọng Trúc Trung Trực Trường Trưởng Tú Tuân Tuấn Tùng Tuyên Tuyến
    Tuyền Tuyết Tuệ Tư Tứ Tường Tưởng Tý Uy Uyên Út Ước Văn Vân Vấn Vi Vĩ Vị Viên Viễn Việt Vinh Vĩnh Vịnh Vọng Vũ
    Vương Vượng Vy Vỹ Xuân Xuyên Xuyến Ý Yên Yến
""")

PHRASES = _phrases("""
    a lưới | an ninh | an sinh | an toàn | anh em | anh hùng | anh văn | ba đình | biên cương | biên giới | biên phòng
    biển đảo | bài hát | bài học | bài thơ | bác hồ | bách khoa | bát xát | bình luận | bình lục | bình yên
    bình đẳng | bóng đá | bạn đọc | bản tin | bản đồ | bảo dưỡng | bảo hiểm | bảo mật | bảo thắng | bảo trợ
    bảo tàng | bảo tồn | bảo vệ | bảo yên | bảo đảm | bắc hà | bắc nam | bệnh viện | ca dao | ca khúc | cam lộ
    cao cấp | cao nguyên | cao su | cao điểm | cao đẳng | chi bộ | chi hội | chi tiết | chiến công | chiến dịch
    chiến sĩ | chung kết | chung sức | chuyên mục | chuyên đề | chuyện lạ | chính nghĩa | chính phủ | chính quyền
    chính sách | chính trị | chính xác | chúc mừng | chương trình | chủ nhật | chủ tịch | con người | cà phê
    còn nữa | công an | công bằng | công bố | công chức | công cộng | công cụ | công dân | công khai | công lý
    công nghiệp | công nghệ | công nhân | công thương | công trình | công ty | công tác | công tâm | công văn
    công ích | công đoàn | cơ bản | cơ chế | cơ cấu | cơ hội | cơ quan | cơ sở | cường quốc | cảm nhận | cảm tưởng
    cảm ơn | cảnh báo | cảnh giác | cảnh quan | cảnh sát | cầu giấy | cồn cỏ | danh hiệu | danh lam | danh mục
    danh nhân | danh sách | danh thắng | di sản | di tích | diễn đàn | diện tích | du lịch | duy tiên | dân ca
    dân chủ | dân cư | dân quân | dân số | dân sự | dân trí | dân tộc | dân vận | dương lịch | dữ liệu | gia phong
    gia đình | giao thông | giao thủy | gio linh | giá trị | giá vàng | giáo dục | giáo khoa | giáo viên | giải ba
    giải nhì | giải nhất | giải pháp | giải thưởng | giải trí | giới thiệu | góc nhìn | góp ý | hiến pháp | hiếu học
    hiệp định | hiệu lực | hiệu quả | hoa ban | hoa hồng | hoa kỳ | hoa sen | hoa đào | hoàn cảnh | hoàn kiếm
    hoàn thiện | hoàn thành | hoàng hôn | hoàng sa | hà thành | hàng không | hành chính | hành khúc | hành trình
    hòa bình | hòa nhạc | hòa thuận | hóa học | hướng dẫn | hướng nghiệp | hạ long | hạnh kiểm | hạnh phúc | hải hậu
    hải lăng | hải quan | hải sản | hải đảo | hậu cần | hậu phương | hậu quả | hết | học sinh | học tập | hỏi đáp
    hồ sơ | hội an | hội họa | hội nghị | hội nhập | hội thảo | hội viên | hợp tác | hữu nghị | khai mạc
    khang trang | khen thưởng | khoa giáo | khoa học | khoáng sản | khu vực | khuyến học | khuyến nông | khái niệm
    không gian | khả năng | khởi nghiệp | kim chỉ nam | kim cương | kinh doanh | kinh nghiệm | kinh tế | kiên quyết
    kiên định | kiến nghị | kiến thức | kính thư | kính trọng | kỳ cuối | kỳ thi | kỳ vọng | kỷ cương | kỷ luật
    kỷ nguyên | kỷ niệm | kỹ năng | kỹ thuật | lao động | linh hồn | liêm chính | liên hoan | liên hệ | liên khúc
    liên kết | liên minh | luân chuyển | luật pháp | lâm nghiệp | lâm sản | lê thê | lòng dân | lúa mùa | lý do
    lý luận | lý nhân | lý tưởng | lưu trữ | lưu ý | lương thực | lương tâm | lập trường | lễ hội | lễ tang | lễ tân
    lịch sử | lời kết | lời ngỏ | lực lượng | mai châu | mai sau | mai vàng | minh bạch | minh họa | miền bắc
    miền nam | miền núi | miền trung | mèo vạc | môi trường | mùa thu | mùa vàng | mùa xuân | mường khương
    mạng xã hội | mầm non | mặt trận | mẹ yêu | mục lục | mục tiêu | mỹ lộc | mỹ thuật | nam giới | nam nữ
    nam trực | nghiên cứu | nghiệp vụ | nghĩa hưng | nghĩa tình | nghĩa vụ | nghị lực | nghị quyết | nghị định
    ngoại giao | ngoại ngữ | nguyên nhân | nguyên tắc | người cao tuổi | ngữ văn | nhiệm kỳ | nhiệm vụ | nhân dân
    nhân lực | nhân nghĩa | nhân quyền | nhân văn | nhân vật | nhân ái | nhân đạo | như trên | nhận định | nhật ký
    nhật lệ | niềm tin | nông dân | nông nghiệp | nông sản | nông thôn | năng lượng | năng lực | nội chính
    nội dung | nội quy | nữ công | nữ giới | phong cách | phong cảnh | phong nha | phong thủy | phong trào
    pháp luật | phát huy | phát thanh | phát triển | phân công | phân tích | phòng chống | phóng sự | phóng viên
    phúc lợi | phương châm | phương hướng | phương pháp | phương tiện | phương án | phước long | phạm vi | phản hồi
    phụ lục | phụ nữ | quang cảnh | quang phổ | quy chế | quy hoạch | quy trình | quy tắc | quy định | quyết liệt
    quyết tâm | quyết định | quyền lợi | quân dân | quân khu | quân nhân | quân sự | quân đội | quê hương | quê mẹ
    quê tôi | quản bạ | quản lý | quản trị | quảng cáo | quảng trường | quốc ca | quốc gia | quốc hội | quốc ngữ
    quốc phòng | quốc tế | rừng vàng | si ma cai | sinh hoạt | sinh học | sinh thái | sinh viên | sinh động
    sáng kiến | sáng tạo | sơn ca | sơn thủy | sương mù | sản phẩm | sức khỏe | sức mạnh | sự kiện | thanh niên
    thanh thiếu niên | thanh tra | thi ca | thi đua | thiên nhiên | thiên tai | thiên thần | thiết bị | thiết kế
    thiếu nhi | thiện nguyện | thu hoạch | thu hút | thu hồi | thu nhập | thuận lợi | thành lập | thành phần
    thành phố | thành quả | thành tích | thành tựu | thành viên | thái bình dương | thái cực | tháng giêng
    thân mến | thân thương | thân tình | thân ái | thông báo | thông tin | thông tư | thơ ca | thơ tình | thư mời
    thư ngỏ | thư viện | thương binh | thương hiệu | thương mại | thường trực | thường vụ | thường xuyên
    thắng cảnh | thắng lợi | thế giới | thế kỷ | thế trận | thể dục | thể thao | thống kê | thời sự | thời tiết
    thủ tục | thủ đô | thủy lợi | thủy sản | thứ ba | thứ bảy | thứ hai | thứ năm | thứ sáu | thứ tư | thực hiện
    thực phẩm | thực tiễn | thực trạng | thực tế | tin cậy | tin lành | tin tức | tiên phong | tiên tiến
    tiêu chuẩn | tiêu chí | tiến bộ | tiến trình | tiến độ | tiếng anh | tiếng việt | tiếp theo | tiền phong
    toàn cảnh | toàn diện | toàn dân | toàn quốc | toàn thắng | toàn thể | toàn văn | toán học | trang chủ
    trang phục | trang trí | trang trọng | triển khai | triển lãm | triển vọng | triệu phong | trung du | trung hậu
    trung học | trung thu | trung thực | trung tâm | trung ương | truyền hình | truyền thông | truyền thống
    trân trọng | trí thức | trí tuệ | trường ca | trường học | trường kỳ | trường sa | trị an | trọng tâm
    trọng điểm | trực ninh | trực tiếp | trực tuyến | tuyên dương | tuyên giáo | tuyên ngôn | tuyên truyền
    tuyến đường | tuyển dụng | tuyển sinh | tuổi trẻ | tài chính | tài liệu | tài nguyên | tài năng | tài sản
    tác giả | tác phẩm | tâm linh | tâm sự | tâm tình | tân binh | tân nương | tình ca | tình hình | tình nguyện
    tình người | tình quân dân | tình yêu | tính năng | tôn giáo | tôn nghiêm | tôn trọng | tôn vinh | tư duy
    tư liệu | tư pháp | tư tưởng | tư vấn | tương lai | tưởng niệm | tạp chí | tải về | tản mạn | tận tâm | tận tụy
    tập huấn | tập thể | tọa đàm | tổ chức | tổ quốc | tổng cộng | tổng hợp | tổng kết | tổng quan | từ bi | tự do
    tự hào | vinh danh | viện trợ | việt kiều | việt nam | việt trì | vui chơi | văn bàn | văn bản | văn hiến
    văn hóa | văn học | văn kiện | văn minh | văn nghệ | văn phòng | văn thơ | văn thư | vĩ thanh | vĩnh biệt
    vĩnh linh | vũ khúc | vũ trang | vấn đề | vận động | vật lý | vị xuyên | vụ bản | xem thêm | xem tiếp | xuân về
    xây dựng | xã hội | xúc tiến | y học | y tế | yên bình | yên minh | yên vui | yêu cầu | yêu nước | yêu thương
    ánh sáng | áp dụng | âm nhạc | ý chí | ý kiến | ý nghĩa | ý yên | đakrông hướng hóa | điều khoản | điều kiện
    điểm sáng | điện lực | điện ảnh | điệp khúc | đoàn kết | đoàn viên | đào tạo | đô thị | đông y | đăng bởi
    đăng ký | đăng nhập | đường lối | đường phố | đại biểu | đại học | đại hội | đại lễ | đại đoàn kết | đạo hiếu
    đạo luật | đạo đức | đảng viên | đảng ủy | đất nước | đầu tư | địa chỉ | địa lý | địa phương | định hướng
    định kỳ | đối ngoại | đối tác | đối tượng | đống đa | đồng bào | đồng bằng | đồng chí | đồng hành | đồng khởi
    đồng thuận | đồng đội | đổi mới | độc lập | đội ngũ | đời sống | đức tin | ẩm thực
""")
"""Words and headings of ordinary texts, and towns, that have the shape of a name when capitalised."""

TOWNS = _phrases("""
    kim sơn | thanh sơn | cao phong | lâm thao | hồng lĩnh | thanh thủy | thanh ba | hạ hòa | cẩm khê | tân sơn
    yên lập | đoan hùng | tân lạc | lạc sơn | lạc thủy | lương sơn | kim bôi | đà bắc | mai sơn | mộc châu | vân hồ
    sông mã | thuận châu | bắc yên | phù yên | yên châu | vĩnh tuy | bình gia | văn lãng | tràng định | cao lộc
    lộc bình | đình lập | hữu lũng | chi lăng | bắc sơn | văn quan | bảo lạc | bảo lâm | hạ lang | quảng hòa | hà quảng
    trùng khánh | nguyên bình | hòa an | thạch an | lâm bình | chiêm hóa | hàm yên | yên sơn | sơn dương | kim bảng
    kim động | đại từ | phú bình | phú lương | định hóa | võ nhai | phổ yên | đồng hỷ | vĩnh tường | yên lạc | tam đảo
    lập thạch | bình xuyên | tân uyên | tam đường | phong thổ | than uyên | văn chấn | văn yên | trấn yên | lục yên
    nghĩa lộ | lệ thủy | quảng ninh | bố trạch | minh hóa | tuyên hóa | hải lộc | cồn tiên | bắc quang | quang bình
""")
"""Districts and towns that are pen-names too: below a text that says where, they are no writer."""

REMEMBERED = _phrases("""
    hồ chí minh | nguyễn ái quốc | nguyễn tất thành | võ nguyên giáp | phạm văn đồng | trường chinh | lê duẩn
    tố hữu | xuân diệu | huy cận | chế lan viên | hàn mặc tử | nguyễn bính | xuân quỳnh | lưu quang vũ | nguyễn du
    nguyễn trãi | nguyễn khuyến | nguyễn đình chiểu | hồ xuân hương | bà huyện thanh quan | đoàn thị điểm
    cao bá quát | lê quý đôn | lê lợi | lê thánh tông | lê hoàn | lê đại hành | đinh bộ lĩnh | đinh tiên hoàng
    lý thái tổ | lý công uẩn | lý thường kiệt | trần hưng đạo | trần quốc tuấn | trần quốc toản | trần nhân tông
    quang trung | nguyễn huệ | hùng vương | hai bà trưng | bà triệu | ngô quyền | an dương vương | phan bội châu
    phan chu trinh | phan châu trinh | trần phú | nguyễn văn cừ | lê hồng phong | hà huy tập | võ thị sáu
    tôn đức thắng | nam cao | ngô tất tố | nguyễn tuân | tô hoài | nguyễn thi | thạch lam | vũ trọng phụng
    nguyễn khoa điềm | phạm tiến duật | văn cao | phan đình giót | bế văn đàn | tô vĩnh diện | lý tự trọng
    nguyễn văn trỗi | chu văn an | bạch đằng | trương hán siêu | phạm ngọc thạch | trần đăng ninh | lương thế vinh
    nguyễn thị minh khai | bùi thị xuân
""")
"""People of history and poets: under a verse or saying they are quoted, and no longer write for a local paper."""

ACCOUNTS = _phrases("""
    admin | administrator | administrators | quantri | quản trị | quản trị viên | quan tri | quan tri vien
    quantrivien | ban quản trị | quản trị hệ thống | quản trị website | webmaster | superadmin | super admin
    super user | superuser | root | host | user | users | guest | editor | author | system | system account
    hệ thống | no name | noname | test | bientap | bientapvien | biên tập viên website | site admin | portal admin
    admin portal | demo | n/a | ẩn danh | chưa rõ | không rõ | đang cập nhật | khuyết danh | anonymous
    host account | superuser account | tác giả | người đăng | hotline | tel | email
""")
"""Accounts of a content management system and fillers: they are printed where an author stands and name nobody."""
