# ruff: noqa: E501 - one sentence pattern per line reads best
"""Sentence patterns on farming, markets, forests, tourism and public works."""

from __future__ import annotations

from demo.corpus.topic import Topic

TOPICS = (
    Topic(
        key="nong-nghiep",
        tags=("nông nghiệp", "lúa chất lượng cao"),
        titles=(
            "{xa} mở rộng diện tích lúa chất lượng cao trong vụ mới",
            "Nông dân {xa} xuống đồng sớm, tranh thủ thời tiết thuận lợi",
            "Liên kết sản xuất giúp nông dân {xa} yên tâm đầu ra",
            "{xa} đưa cơ giới hóa vào toàn bộ khâu làm đất, thu hoạch",
        ),
        leads=(
            "Vụ này, {xa} gieo cấy {nn} ha lúa, trong đó hơn {pt}% là các giống chất lượng cao được doanh nghiệp đặt hàng từ đầu vụ.",
            "Những ngày này, trên khắp các xứ đồng của {xa}, bà con đang tập trung nhân lực và máy móc để hoàn thành kế hoạch gieo cấy.",
            "Từ chỗ mạnh ai nấy làm, nông dân {xa} nay đã quen với việc ký hợp đồng trước khi gieo hạt.",
        ),
        paragraphs=(
            "Theo {so_nganh}, đến ngày {ngay}, toàn xã đã làm đất được {nn} ha, đạt {pt}% kế hoạch. Các trạm bơm vận hành luân phiên để đưa nước về những chân ruộng cao.",
            "Hợp tác xã nông nghiệp của {xa} hiện có {nn} thành viên, đảm nhận dịch vụ làm đất, cung ứng giống và phun thuốc bằng máy bay không người lái trên {nn} ha.",
            "{dan} cho biết gia đình có {n} sào ruộng, trước đây mỗi vụ phải thuê người cấy mất gần một tuần, nay máy cấy làm trong một buổi với chi phí giảm khoảng {pt}%.",
            "Điểm mới của vụ này là toàn bộ giống được ngâm ủ tập trung tại kho của hợp tác xã. Cách làm này giúp lúa lên đều, giảm lượng giống từ {n} kg xuống còn vài ki-lô-gam mỗi sào.",
            "Doanh nghiệp bao tiêu cam kết thu mua toàn bộ sản lượng với giá cao hơn thị trường từ {n} đến 30%, thanh toán ngay tại ruộng trong ngày cân lúa.",
            "Cùng với cây lúa, xã khuyến khích chuyển {n} ha đất trũng sang nuôi cá kết hợp trồng sen, mỗi héc-ta cho thu nhập cao gấp hai đến ba lần so với trước.",
            "Cán bộ khuyến nông thường xuyên có mặt trên đồng, hướng dẫn bà con nhận biết ốc bươu vàng, chuột và bệnh đạo ôn để xử lý ngay từ ổ nhỏ.",
            "Khó khăn lớn nhất hiện nay là hệ thống kênh nội đồng xuống cấp. Xã đã đề nghị tỉnh hỗ trợ {ty} tỷ đồng để cứng hóa {n} km kênh còn lại trước mùa mưa.",
        ),
        quotes=(
            "Làm ruộng bây giờ phải tính như làm kinh doanh: biết bán cho ai rồi mới gieo hạt",
            "Chúng tôi không để một thửa ruộng nào bị bỏ hoang chỉ vì thiếu người cấy",
        ),
    ),
    Topic(
        key="ocop",
        tags=("OCOP", "đặc sản"),
        titles=(
            "Thêm {n} sản phẩm của {xa} được công nhận OCOP",
            "Đặc sản {xa} tìm đường lên sàn thương mại điện tử",
            "Chuyện làm OCOP của phụ nữ {xa}",
            "Nâng hạng sản phẩm OCOP ở {xa}: khó mà không nản",
        ),
        leads=(
            "Hội đồng đánh giá sản phẩm OCOP tỉnh {tinh} vừa chấm điểm các hồ sơ của {xa}, tất cả đều đạt từ ba sao trở lên.",
            "Từ gian bếp nhỏ, nhiều món ăn quen thuộc của {xa} đã có bao bì, mã truy xuất và đơn hàng đều đặn từ các thành phố lớn.",
            "Chương trình mỗi xã một sản phẩm đang tạo việc làm tại chỗ cho hàng trăm lao động ở {xa}.",
        ),
        paragraphs=(
            "Đến nay, {xa} có {n} sản phẩm đạt chuẩn, gồm miến dong, mật ong, chè shan và các loại bánh truyền thống. Doanh thu của nhóm sản phẩm này năm {nam} ước đạt {ty} tỷ đồng.",
            "{dan}, chủ một cơ sở chế biến, kể rằng bộ hồ sơ đầu tiên bị trả lại {n} lần vì thiếu giấy kiểm nghiệm. Sau khi được cán bộ xã cầm tay chỉ việc, cơ sở hoàn thành trong chưa đầy hai tháng.",
            "Mỗi sản phẩm được hỗ trợ thiết kế nhãn mác, tem truy xuất và {n} triệu đồng chi phí kiểm nghiệm. Phần còn lại do chủ thể tự đầu tư, nhờ vậy ai cũng giữ gìn thương hiệu của mình.",
            "Qua các phiên bán hàng trực tuyến do đoàn thanh niên tổ chức, có đêm các hộ chốt được {nn} đơn, gấp nhiều lần so với một ngày bán ở chợ.",
            "Vùng nguyên liệu được quy hoạch lại với {nn} ha, ghi nhật ký chăm sóc từng lô. Người trồng chỉ nhận tiền chênh lệch khi sản phẩm không vượt ngưỡng dư lượng cho phép.",
            "Cái khó là vốn lưu động. Vào mùa Tết, nhiều cơ sở cần gấp đôi lượng nguyên liệu nhưng hạn mức vay tín chấp chỉ ở mức {nn} triệu đồng.",
            "{so_nganh} cho biết sẽ tổ chức {n} lớp tập huấn về chụp ảnh, viết nội dung và đóng gói, ưu tiên các hợp tác xã do phụ nữ và thanh niên làm chủ.",
            "Sau mỗi kỳ đánh giá lại, sản phẩm không giữ được chất lượng sẽ bị thu hồi giấy chứng nhận. Năm ngoái toàn tỉnh có {n} sản phẩm phải dừng sử dụng nhãn.",
        ),
        quotes=(
            "Ngôi sao trên nhãn không quan trọng bằng việc khách quay lại mua lần thứ hai",
            "Tôi chỉ nghĩ đơn giản: quê mình ngon thì phải để người ta biết",
        ),
    ),
    Topic(
        key="giao-thong",
        tags=("giao thông", "hạ tầng"),
        titles=(
            "Khởi công tuyến đường nối {xa} với {xa2}",
            "{xa} hiến đất mở đường, con số không chỉ tính bằng mét",
            "Đẩy nhanh tiến độ cầu dân sinh tại {xa}",
            "Gỡ vướng mặt bằng cho dự án đường qua {xa}",
        ),
        leads=(
            "Dự án dài {n} km có tổng mức đầu tư {ty} tỷ đồng, dự kiến hoàn thành sau hai năm thi công.",
            "Chỉ trong vài tháng, {nn} hộ dân ở {xa} đã tự nguyện lùi cổng, phá tường để con đường thẳng hơn và rộng hơn.",
            "Sau nhiều lần lỡ hẹn, công trường tại {xa} đã sáng đèn cả ban đêm.",
        ),
        paragraphs=(
            "Tuyến đường có điểm đầu tại {xa}, điểm cuối thuộc {xa2}, nền rộng {n} m, mặt thảm bê tông nhựa và có hệ thống thoát nước hai bên.",
            "Theo đơn vị thi công, tính đến ngày {ngay}, khối lượng đào đắp đạt {pt}%. Nhà thầu bố trí {n} mũi thi công, làm ba ca để bù lại những ngày mưa.",
            "{dan} là một trong những hộ đầu tiên ký biên bản hiến {nn} mét vuông đất vườn. Hàng cau trước ngõ được dời vào trong, gia đình không nhận thêm khoản hỗ trợ nào.",
            "Vướng mắc lớn nhất là {n} hộ chưa thống nhất phương án đền bù cây trồng. Tổ công tác đã đến từng nhà, công khai đơn giá và đối chiếu lại diện tích.",
            "Khi đường hoàn thành, xe tải {n} tấn có thể vào tận vùng nguyên liệu, giúp giảm chi phí vận chuyển nông sản khoảng {pt}% so với trung chuyển bằng xe máy.",
            "{so_nganh} yêu cầu nhà thầu rào chắn, cảnh báo đầy đủ, tưới nước chống bụi ít nhất {n} lần mỗi ngày tại các đoạn qua khu dân cư.",
            "Trước đây, mỗi khi nước suối dâng, học sinh ở {xa} phải nghỉ học hoặc đi vòng thêm hơn {n} km. Cây cầu mới sẽ chấm dứt cảnh chờ nước rút.",
            "Nguồn vốn gồm ngân sách tỉnh {pt}%, phần còn lại do xã đối ứng và nhân dân đóng góp ngày công. Danh sách đóng góp được niêm yết tại nhà văn hóa thôn.",
        ),
        quotes=(
            "Đường rộng thì con cháu mình đi, tiếc gì vài bước chân đất",
            "Mặt bằng sạch tới đâu, chúng tôi thi công tới đó, không để máy nằm chờ",
        ),
    ),
    Topic(
        key="lam-nghiep",
        tags=("lâm nghiệp", "bảo vệ rừng"),
        titles=(
            "Giữ rừng tận gốc ở {xa}",
            "{xa} chủ động phòng cháy rừng mùa khô",
            "Tín chỉ các-bon rừng: người dân {xa} được hưởng lợi gì",
            "{xa} trồng mới {nn} ha rừng gỗ lớn",
        ),
        leads=(
            "Với {nghin} ha rừng tự nhiên, {xa} xác định giao khoán đến từng cộng đồng là cách giữ rừng bền vững nhất.",
            "Nắng nóng kéo dài khiến nhiều khu rừng ở {xa} được đặt trong mức cảnh báo cháy cao nhất.",
            "Khoản tiền chi trả dịch vụ môi trường rừng đang giúp hàng trăm hộ dân ở {xa} gắn bó hơn với công việc tuần tra.",
        ),
        paragraphs=(
            "Tổ bảo vệ rừng cộng đồng có {n} thành viên, mỗi tháng tuần tra ít nhất {n} lượt. Hành trình được ghi lại bằng phần mềm trên điện thoại và gửi về hạt kiểm lâm ngay trong ngày.",
            "Năm {nam}, xã nhận {ty} tỷ đồng tiền dịch vụ môi trường rừng. Sau khi họp dân, các thôn thống nhất dành {pt}% chia cho hộ, phần còn lại mua sắm công trình chung.",
            "{can_bo} cho hay, từ đầu năm đến nay trên địa bàn không xảy ra vụ phá rừng nào; {n} trường hợp phát nương gần ranh giới được nhắc nhở và cam kết không tái phạm.",
            "Giống quế, giổi và lát hoa được ươm ngay tại chỗ, tỷ lệ sống đạt trên {pt}%. Người trồng được vay vốn ưu đãi trong {n} năm, đúng bằng chu kỳ gỗ lớn.",
            "Lực lượng kiểm lâm phát dọn {n} km đường băng cản lửa, bố trí {n} chòi canh và trực 24/24 giờ trong những ngày cấp dự báo cháy ở mức nguy hiểm.",
            "Dưới tán rừng, bà con trồng thêm sa nhân, ba kích và nuôi ong. Có hộ thu {nn} triệu đồng mỗi năm mà không phải chặt một cây nào.",
            "{dan} nhớ lại thời gỗ bị kéo ra suối từng bè. Từ khi có hương ước mới, ai vào rừng lấy măng cũng phải báo trưởng thôn.",
            "{so_nganh} đang hoàn thiện hồ sơ đo đạc trữ lượng các-bon cho {nghin} ha, làm cơ sở để chuyển nhượng kết quả giảm phát thải trong giai đoạn tới.",
        ),
        quotes=(
            "Rừng còn thì nước còn, nước còn thì ruộng mới còn",
            "Giữ một cây to dễ hơn trồng lại một trăm cây nhỏ",
        ),
    ),
    Topic(
        key="du-lich",
        tags=("du lịch cộng đồng", "văn hóa"),
        titles=(
            "Du lịch cộng đồng {xa} hút khách dịp cuối tuần",
            "{xa} đón {nghin} lượt khách trong kỳ nghỉ lễ",
            "Nếp nhà xưa thành điểm đến ở {xa}",
            "Để khách ở lại {xa} lâu hơn một đêm",
        ),
        leads=(
            "Không gian yên tĩnh, món ăn bản địa và sự chân tình của chủ nhà đang khiến {xa} trở thành lựa chọn mới của du khách.",
            "Ngành du lịch tỉnh {tinh} đánh giá kỳ nghỉ vừa qua là đợt cao điểm có lượng khách lớn nhất trong {n} tháng trở lại đây.",
            "Những ngôi nhà cổ ở {xa} không chỉ được giữ lại mà còn mang về nguồn thu ổn định cho chủ nhân.",
        ),
        paragraphs=(
            "Toàn xã có {n} cơ sở lưu trú tại nhà dân với {nn} giường. Công suất phòng ngày cuối tuần đạt {pt}%, nhiều nhà kín chỗ trước nửa tháng.",
            "{dan} bắt đầu đón khách từ năm ngoái. Chị học nấu thêm vài món, học chào hỏi bằng tiếng Anh và tự tay thêu rèm cửa theo hoa văn của bà ngoại để lại.",
            "Tour đi bộ dài {n} km băng qua ruộng bậc thang, ghé một lò rèn, một xưởng giấy dó và kết thúc bên bếp lửa với điệu múa của đội văn nghệ thôn.",
            "Lượng khách tăng nhanh cũng tạo sức ép lên môi trường. Xã quy định mỗi hộ phải có bể tách mỡ, phân loại rác và không dùng cốc nhựa một lần.",
            "Các hộ góp {n}% doanh thu vào quỹ chung để tu sửa đường làng, trả thù lao cho đội văn nghệ và hỗ trợ các gia đình chưa có điều kiện tham gia.",
            "{so_nganh} phối hợp với trường cao đẳng mở {n} lớp nghiệp vụ buồng, bếp và thuyết minh, học viên là chính người dân địa phương.",
            "Du khách đến từ Hà Nội nhận xét giá cả được niêm yết rõ ràng, không có tình trạng chèo kéo. Điều họ mong là có thêm nhà vệ sinh công cộng trên tuyến đi bộ.",
            "Trong năm {nam}, địa phương đặt mục tiêu đón {nghin} lượt khách, doanh thu {ty} tỷ đồng, đồng thời nâng thời gian lưu trú bình quân lên hai ngày.",
        ),
        quotes=(
            "Khách đến không phải để xem mình diễn, mà để sống cùng mình một hôm",
            "Giữ được tiếng ru thì mới giữ được khách",
        ),
    ),
)
