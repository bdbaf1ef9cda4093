# ruff: noqa: E501 - one sentence pattern per line reads best
"""Sentence patterns on schools, health, festivals, storms and people in need."""

from __future__ import annotations

from demo.corpus.topic import Topic

TOPICS = (
    Topic(
        key="giao-duc",
        tags=("giáo dục", "trường học"),
        titles=(
            "{xa} xóa phòng học tạm trước thềm năm học mới",
            "Thầy cô ở {xa} vận động học sinh ra lớp",
            "Bữa ăn bán trú ấm lòng trò nghèo {xa}",
            "Trường học {xa} đổi mới cách dạy với bảng tương tác",
        ),
        leads=(
            "Năm học này, toàn bộ {n} điểm trường của {xa} đã có phòng học kiên cố, không còn lớp ghép trong nhà tạm.",
            "Sau kỳ nghỉ dài, các thầy cô giáo ở {xa} lại chia nhau đến từng thôn để đón học sinh trở lại trường.",
            "Mỗi suất ăn chưa đến {n} nghìn đồng nhưng đủ thịt, rau và canh nóng, giúp học trò {xa} yên tâm học hai buổi một ngày.",
        ),
        paragraphs=(
            "Trường tiểu học của {xa} hiện có {nn} học sinh, trong đó {pt}% là con em hộ nghèo và cận nghèo. Tỷ lệ chuyên cần năm qua đạt {pt}%, tăng so với năm trước.",
            "Với nguồn xã hội hóa {ty} tỷ đồng, nhà trường xây thêm {n} phòng học, một nhà bếp và khu vệ sinh có nước sạch. Phụ huynh góp ngày công san nền, trồng cây.",
            "Cô giáo dạy lớp một kể rằng có hôm phải đi bộ gần {n} km vì đường sạt, đến nơi vẫn đủ {n} học trò ngồi chờ. Đó là lý do cô ở lại trường thêm một nhiệm kỳ.",
            "Nhà trường phân công mỗi giáo viên giúp đỡ {n} em có hoàn cảnh khó khăn, từ sách vở, áo ấm đến kèm đọc, kèm viết vào buổi chiều.",
            "{so_nganh} cấp {n} bộ bảng tương tác, tổ chức tập huấn tại chỗ và yêu cầu mỗi tổ chuyên môn dạy thử ít nhất hai tiết trước khi nhân rộng.",
            "{dan} có hai con đang học bán trú. Chị bảo từ ngày có bếp ăn, con lên cân, lại biết gấp chăn và tự rửa bát.",
            "Vườn rau của trường rộng {nn} mét vuông, do học sinh lớp lớn chăm sóc. Rau thừa được bán gây quỹ mua truyện cho thư viện.",
            "Bên cạnh kết quả đạt được, trường vẫn thiếu {n} giáo viên tiếng Anh và tin học. Phương án trước mắt là dạy trực tuyến từ điểm trung tâm.",
        ),
        quotes=(
            "Chỉ cần một em nghỉ học không lý do là cả tổ chúng tôi lên đường",
            "Các em thích nhất giờ đọc truyện vì được nằm trên chiếu mới",
        ),
    ),
    Topic(
        key="y-te",
        tags=("y tế cơ sở", "sức khỏe"),
        titles=(
            "Khám bệnh, cấp thuốc miễn phí cho {nn} người dân {xa}",
            "Trạm y tế {xa} triển khai hồ sơ sức khỏe điện tử",
            "{xa} chủ động phòng bệnh khi thời tiết chuyển mùa",
            "Bác sĩ về {xa}: giữ chân bằng cơ chế và tình người",
        ),
        leads=(
            "Đoàn thầy thuốc trẻ tỉnh {tinh} vừa tổ chức khám sàng lọc và tư vấn sức khỏe cho người cao tuổi tại {xa}.",
            "Chỉ với căn cước gắn chip, người dân {xa} có thể xem lại toàn bộ lịch sử khám, tiêm chủng và đơn thuốc của mình.",
            "Số ca cúm và thủy đậu ở {xa} tăng nhẹ, ngành y tế khuyến cáo người dân không chủ quan.",
        ),
        paragraphs=(
            "Trong một ngày, {n} bác sĩ khám tim mạch, mắt và cơ xương khớp cho {nn} người. Các trường hợp nghi ngờ được hẹn chuyển tuyến, có xe đưa đón.",
            "Trạm y tế có {n} giường bệnh, máy siêu âm màu và tủ thuốc với {nn} danh mục. Mỗi tháng trạm tiếp nhận hơn {nn} lượt khám bảo hiểm.",
            "{dan} bị tăng huyết áp đã nhiều năm. Trước kia phải đi xe ôm hơn {n} km lên huyện lấy thuốc, nay chỉ mất mười phút đi bộ ra trạm.",
            "Nhân viên y tế thôn đến từng nhà nhắc lịch tiêm, cân trẻ và kiểm tra bể nước. Tỷ lệ tiêm chủng đầy đủ đạt {pt}%, cao nhất từ trước đến nay.",
            "{so_nganh} đề nghị các trường mở cửa lớp học thông thoáng, lau sàn bằng dung dịch sát khuẩn {n} ngày một lần và theo dõi sát những em sốt cao.",
            "Toàn xã đã lập {nghin} hồ sơ sức khỏe điện tử, tương đương {pt}% dân số. Nhóm còn lại chủ yếu là lao động đi làm ăn xa.",
            "Để thu hút bác sĩ, tỉnh hỗ trợ ban đầu {nn} triệu đồng và nhà công vụ. Đổi lại, người nhận hỗ trợ cam kết gắn bó ít nhất {n} năm.",
            "Đội y tế khuyến cáo người dân ăn chín, uống sôi, giữ ấm cho trẻ nhỏ và không tự ý mua kháng sinh khi chưa có chỉ định.",
        ),
        quotes=(
            "Bà con tin thì chúng tôi mới ở lại được lâu",
            "Phòng bệnh rẻ hơn chữa bệnh rất nhiều, nhưng khó nhất là thay đổi thói quen",
        ),
    ),
    Topic(
        key="le-hoi",
        tags=("lễ hội", "di sản"),
        titles=(
            "Tưng bừng lễ hội đầu xuân ở {xa}",
            "Phục dựng nghi lễ rước nước tại {xa}",
            "Nghệ nhân {xa} truyền dạy dân ca cho lớp trẻ",
            "{xa} vào hội: trật tự, an toàn, tiết kiệm",
        ),
        leads=(
            "Tiếng trống khai hội vang lên từ sáng sớm, hàng nghìn người dân và du khách đã có mặt tại sân đình {xa}.",
            "Sau nhiều năm gián đoạn, nghi lễ cổ của {xa} được phục dựng dựa trên lời kể của các bậc cao niên.",
            "Lớp học hát đặc biệt ở {xa} không có bảng đen, phấn trắng, chỉ có tiếng đàn và giọng người già, người trẻ.",
        ),
        paragraphs=(
            "Phần lễ diễn ra trang trọng với đoàn rước dài gần {nn} m, đi qua {n} thôn. Cỗ kiệu do trai làng tuổi mười tám đôi mươi thay nhau khiêng.",
            "Phần hội sôi nổi với đấu vật, kéo co, cờ người và thi nấu cơm. Đội của {xa2} giành giải nhất kéo co sau {n} hiệp căng thẳng.",
            "Ban tổ chức bố trí {n} điểm trông xe miễn phí, {nn} người tham gia giữ gìn an ninh, không có cảnh chen lấn như mọi năm.",
            "{dan}, năm nay ngoài bảy mươi tuổi, thuộc {n} làn điệu cổ. Cụ chép tay từng lời vào quyển vở học trò để trao lại cho cháu.",
            "Câu lạc bộ dân ca có {n} thành viên, sinh hoạt tối thứ bảy hằng tuần. Người nhỏ nhất mới lên tám, người lớn nhất đã có chắt.",
            "{so_nganh} cho biết hồ sơ đề nghị ghi danh di sản phi vật thể cấp quốc gia đã hoàn thiện {pt}%, đang lấy ý kiến cộng đồng.",
            "Kinh phí tổ chức {nn} triệu đồng hoàn toàn từ nguồn xã hội hóa, thu chi công khai trước sân đình ngay sau ngày rã hội.",
            "Những gian hàng ẩm thực bán bánh dày, cơm lam, cá nướng, tất cả đều niêm yết giá và có cán bộ kiểm tra an toàn thực phẩm {n} lần mỗi ngày.",
        ),
        quotes=(
            "Hội làng là lúc người đi xa biết đường mà về",
            "Hát sai thì sửa, chỉ sợ không ai chịu hát nữa thôi",
        ),
    ),
    Topic(
        key="phong-chong-bao",
        tags=("phòng chống thiên tai", "mưa lũ"),
        titles=(
            "{xa} sẵn sàng phương án di dời dân trước bão",
            "Khắc phục sạt lở, thông đường vào {xa}",
            "Sau lũ, {xa} dọn bùn đến đâu trồng lại đến đó",
            "{tinh} họp khẩn ứng phó mưa lớn, trọng tâm là {xa}",
        ),
        leads=(
            "Trước diễn biến phức tạp của bão, {xa} rà soát từng hộ ven sông, ven suối và chuẩn bị {n} điểm sơ tán tập trung.",
            "Mưa lớn trong hai ngày qua làm sạt lở {n} điểm trên tuyến đường độc đạo vào {xa}, có nơi đất đá tràn kín mặt đường.",
            "Nước vừa rút, các lực lượng đã có mặt ở {xa} để giúp dân dọn nhà, khử khuẩn nguồn nước và khôi phục sản xuất.",
        ),
        paragraphs=(
            "Theo báo cáo nhanh, mưa lũ làm {n} ngôi nhà tốc mái, {nn} ha hoa màu bị ngập, {n} con gia súc bị cuốn trôi. Rất may không có thiệt hại về người.",
            "Lực lượng xung kích {nn} người chia thành {n} tổ, trực tại các ngầm tràn, kiên quyết không cho người và xe qua khi nước chảy xiết.",
            "{lanh_dao} yêu cầu thực hiện nghiêm phương châm bốn tại chỗ, tuyệt đối không để người dân quay lại nhà khi chưa có thông báo an toàn.",
            "Đơn vị quản lý đường bộ huy động {n} máy xúc, làm xuyên đêm để thông một làn xe. Đến {buoi_sau}, tuyến đường cơ bản đi lại được.",
            "{dan} cùng gia đình được đưa đến nhà văn hóa thôn từ chiều hôm trước. Ở đó có chăn, mì tôm, nước uống và một góc cho trẻ con ngồi học.",
            "Các hồ chứa trên địa bàn đang ở mức {pt}% dung tích thiết kế. Việc xả điều tiết được báo trước {n} giờ qua loa và tin nhắn.",
            "{so_nganh} hỗ trợ {n} tấn giống lúa ngắn ngày và rau màu để bà con gieo lại ngay khi đất ráo, không để lỡ thời vụ.",
            "Điện lực khôi phục cấp điện cho {nn} trong tổng số {nghin} khách hàng bị mất điện; phần còn lại dự kiến hoàn thành trong {n} giờ tới.",
        ),
        quotes=(
            "Của mất thì làm lại được, người thì không",
            "Nghe loa báo là chúng tôi đi ngay, không đợi nước vào đến sân",
        ),
    ),
    Topic(
        key="giam-ngheo",
        tags=("giảm nghèo bền vững", "an sinh xã hội"),
        titles=(
            "{xa} trao bò giống cho {n} hộ nghèo",
            "Những mái nhà mới ở {xa}",
            "Thoát nghèo từ đồng vốn nhỏ ở {xa}",
            "{xa} giảm nghèo bằng việc làm tại chỗ",
        ),
        leads=(
            "Không trao con cá mà trao cần câu, {xa} lựa chọn hỗ trợ sinh kế gắn với trách nhiệm đối ứng của từng hộ.",
            "Trước mùa mưa bão, {n} hộ nghèo ở {xa} đã được về nhà mới, kết thúc nhiều năm ở nhà tạm dột nát.",
            "Từ nguồn vốn chính sách, nhiều gia đình ở {xa} đã có của ăn của để và tự nguyện viết đơn xin ra khỏi danh sách hộ nghèo.",
        ),
        paragraphs=(
            "Đầu nhiệm kỳ, tỷ lệ hộ nghèo của xã là {pt}%, đến cuối năm {nam} chỉ còn {n}%. Mỗi năm bình quân có {n} hộ thoát nghèo, hầu như không có hộ tái nghèo.",
            "{dan} nuôi ba con nhỏ, trước đây ai thuê gì làm nấy. Được vay {nn} triệu đồng, chị mua bò sinh sản, sau hai năm đã có đàn {n} con.",
            "Mỗi ngôi nhà rộng trên {n} mét vuông, bảo đảm nền cứng, khung cứng và mái cứng. Bộ đội, công an và thanh niên góp hơn {nn} ngày công.",
            "Xưởng may đặt tại {xa} tạo việc làm cho {nn} lao động nữ, thu nhập từ {n} triệu đồng mỗi tháng, được về nhà buổi trưa với con.",
            "{can_bo} chia sẻ, điều quan trọng nhất là khơi dậy ý chí. Hộ nào không tham gia lớp tập huấn thì chưa được nhận hỗ trợ đợt đầu.",
            "Ngân hàng chính sách xã hội giải ngân {ty} tỷ đồng qua {n} tổ tiết kiệm và vay vốn, nợ quá hạn ở mức rất thấp.",
            "Mặt trận Tổ quốc và các đoàn thể nhận đỡ đầu từng hộ, mỗi tháng đến thăm ít nhất một lần, cùng bàn cách làm chuồng, trồng cỏ, tính công nợ.",
            "Vẫn còn {n} hộ thuộc diện bảo trợ, không có khả năng lao động. Nhóm này được hưởng trợ cấp hằng tháng và bảo hiểm y tế đầy đủ.",
        ),
        quotes=(
            "Có con bò thì sáng nào cũng có việc để dậy sớm",
            "Tôi xin thoát nghèo để nhường phần cho người khó hơn",
        ),
    ),
)
