# ruff: noqa: E501 - one sentence pattern per line reads best
"""Sentence patterns on offices, party cells, digital services, borders, minorities and public order."""

from __future__ import annotations

from demo.corpus.topic import Topic

TOPICS = (
    Topic(
        key="chuyen-doi-so",
        tags=("chuyển đổi số", "dịch vụ công"),
        titles=(
            "Tổ công nghệ số {xa} đi từng ngõ, gõ từng nhà",
            "{xa} hướng dẫn người dân nộp hồ sơ trực tuyến",
            "Chợ không tiền mặt ở {xa}",
            "{xa} số hóa hồ sơ hộ tịch, rút ngắn thời gian chờ",
        ),
        leads=(
            "Không đợi người dân đến hỏi, các thành viên tổ công nghệ số ở {xa} mang điện thoại và bảng mã đến tận nhà.",
            "Tỷ lệ hồ sơ nộp trực tuyến của {xa} trong quý vừa qua đạt {pt}%, thuộc nhóm dẫn đầu tỉnh {tinh}.",
            "Từ mớ rau, cân thịt đến bát phở sáng, người dân {xa} đều có thể thanh toán bằng một lần quét mã.",
        ),
        paragraphs=(
            "Toàn xã có {n} tổ với {nn} thành viên, nòng cốt là đoàn viên thanh niên và giáo viên. Mỗi tuần các tổ trực ba buổi tối tại nhà văn hóa thôn.",
            "Sau {n} tháng, {nghin} người dân đã cài ứng dụng định danh điện tử mức hai; gần {pt}% biết tự tra cứu tình trạng hồ sơ.",
            "{dan} bán rau ở chợ đã hai mươi năm. Bà bảo lúc đầu sợ mất tiền, nay mỗi ngày có hơn {n} khách quét mã, tối về chỉ cần xem lại trên điện thoại.",
            "Bộ phận một cửa bố trí {n} máy tính cho người dân tự thao tác, kèm một cán bộ hỗ trợ người cao tuổi. Thời gian chờ bình quân giảm còn {n} phút.",
            "{so_nganh} đánh giá mô hình có chi phí thấp, dễ nhân rộng, song cần khắc phục tình trạng sóng yếu ở {n} thôn vùng cao.",
            "Việc số hóa {nghin} trang sổ hộ tịch được hoàn thành trước hạn {n} ngày. Nhờ đó, người dân xin trích lục không phải chờ lục tìm sổ giấy.",
            "Cùng với kỹ năng số, các tổ cảnh báo thủ đoạn lừa đảo qua điện thoại. Từ đầu năm đến nay đã ngăn kịp {n} trường hợp suýt chuyển tiền.",
            "Năm {nam}, xã phấn đấu {pt}% giao dịch tại cửa hàng, trạm y tế và trường học không dùng tiền mặt.",
        ),
        quotes=(
            "Cái gì dạy một lần chưa nhớ thì chúng tôi quay lại lần thứ hai, thứ ba",
            "Giờ đi chợ quên ví cũng không sao, chỉ sợ quên điện thoại",
        ),
    ),
    Topic(
        key="cai-cach-hanh-chinh",
        tags=("cải cách hành chính", "một cửa"),
        titles=(
            "{xa} cắt giảm {n} ngày giải quyết thủ tục đất đai",
            "Ngày thứ sáu không hẹn ở bộ phận một cửa {xa}",
            "Đối thoại với doanh nghiệp về thủ tục hành chính tại {xa}",
            "Công bố kết quả chấm điểm cải cách hành chính tại {xa}",
        ),
        leads=(
            "Lấy sự hài lòng của người dân làm thước đo, {xa} tiếp tục rà soát, đơn giản hóa các bước xử lý hồ sơ.",
            "Mỗi chiều thứ sáu, các thủ tục đơn giản ở {xa} được tiếp nhận và trả ngay trong buổi, không cần giấy hẹn.",
            "Hội nghị đối thoại thu hút {nn} doanh nghiệp và hộ kinh doanh, với nhiều câu hỏi thẳng thắn về thuế, đất đai và xây dựng.",
        ),
        paragraphs=(
            "Trong quý, bộ phận một cửa tiếp nhận {nghin} hồ sơ, giải quyết đúng và trước hạn {pt}%. Chỉ có {n} hồ sơ trễ hạn và đều có thư xin lỗi.",
            "Quy trình mới bỏ bước xác nhận trùng lặp giữa hai phòng chuyên môn, nhờ vậy thời gian giải quyết giảm {n} ngày làm việc so với quy định.",
            "{lanh_dao} yêu cầu công khai số điện thoại của người phụ trách từng lĩnh vực, không để tổ chức, cá nhân phải hỏi vòng quanh.",
            "Kết quả khảo sát {nn} người dân cho thấy {pt}% hài lòng với thái độ phục vụ; điểm chưa hài lòng chủ yếu là chỗ để xe và lấy số thứ tự.",
            "{dan} đến làm thủ tục chứng thực cho con đi học xa. Từ lúc lấy số đến lúc cầm kết quả mất đúng {n} phút.",
            "Doanh nghiệp đề nghị được nộp một bộ hồ sơ dùng chung cho nhiều cơ quan. Chín trong số {n} kiến nghị được trả lời ngay tại chỗ.",
            "{so_nganh} sẽ kiểm tra đột xuất việc thực hiện kỷ luật, kỷ cương, trong đó chú trọng thời gian có mặt và cách ghi phiếu yêu cầu bổ sung.",
            "Từ ngày {ngay}, {n} thủ tục về bảo trợ xã hội được thực hiện toàn trình, người dân nhận kết quả qua bưu chính công ích.",
        ),
        quotes=(
            "Một tờ giấy thừa của mình là một buổi công của dân",
            "Chúng tôi cần câu trả lời có ngày tháng, không cần lời hứa chung chung",
        ),
    ),
    Topic(
        key="chi-bo",
        tags=("xây dựng Đảng", "sinh hoạt chi bộ"),
        titles=(
            "Chi bộ thôn ở {xa} đổi mới nội dung sinh hoạt chuyên đề",
            "Đảng bộ {xa} kết nạp {n} đảng viên mới",
            "Đảng viên {xa} đi trước, làng nước theo sau",
            "Tự soi, tự sửa ở chi bộ cơ quan {xa}",
        ),
        leads=(
            "Thay cho bản báo cáo dài, mỗi kỳ sinh hoạt của chi bộ ở {xa} nay chỉ bàn một việc khó nhất của thôn.",
            "{buoi}, Đảng ủy {xa} tổ chức lễ kết nạp cho các quần chúng ưu tú, phần lớn là thanh niên và giáo viên trẻ.",
            "Từ việc hiến đất, dựng vợ gả chồng cho con theo nếp sống mới, đảng viên ở {xa} luôn là người làm trước.",
        ),
        paragraphs=(
            "Toàn đảng bộ có {n} chi bộ với {nn} đảng viên. Tỷ lệ dự sinh hoạt bình quân đạt {pt}%, số lượt phát biểu tăng gấp đôi so với cùng kỳ.",
            "Tài liệu được gửi trước {n} ngày qua sổ tay điện tử. Nhờ vậy, đảng viên có thời gian đọc và chuẩn bị ý kiến thay vì nghe đọc văn bản.",
            "{lanh_dao} đề nghị mỗi chi bộ chọn một việc cụ thể, có người chịu trách nhiệm và thời hạn hoàn thành, đưa vào nghị quyết tháng.",
            "Tại buổi sinh hoạt, các ý kiến tập trung vào việc đổ rác sai nơi quy định và tình trạng lấn chiếm vỉa hè. Chi bộ phân công {n} đảng viên phụ trách từng đoạn đường.",
            "{dan}, đảng viên {n} năm tuổi Đảng, nhận giúp hai hộ khó khăn trong thôn cách trồng cây ăn quả, đến nay cả hai đã có thu hoạch.",
            "Công tác tạo nguồn được chú trọng: mỗi quý, đoàn thể giới thiệu ít nhất {n} quần chúng, giao việc thử thách rồi mới cử đi học lớp nhận thức.",
            "Kết thúc phần tự phê bình, chi bộ thống nhất {n} nội dung cần khắc phục, công khai trên bảng tin để nhân dân giám sát.",
            "Việc học tập và làm theo Bác được cụ thể hóa bằng những phần việc nhỏ như tiết kiệm điện, đúng giờ, trả lời dân đến nơi đến chốn.",
        ),
        quotes=(
            "Nghị quyết ngắn thôi nhưng cuối tháng phải kiểm được",
            "Mình nói mà mình không làm thì dân nghe một lần là thôi",
        ),
    ),
    Topic(
        key="bien-gioi",
        tags=("biên giới", "cửa khẩu"),
        titles=(
            "Chợ phiên biên giới {xa} nhộn nhịp trở lại",
            "Bộ đội biên phòng giúp dân {xa} dựng lại nương chè",
            "Thông quan nhanh nông sản qua khu vực {xa}",
            "Phiên chợ cuối năm ở {xa} đông người bán, đông người mua",
        ),
        leads=(
            "Sau thời gian gián đoạn, phiên chợ {xa} lại rộn ràng tiếng khèn, tiếng mặc cả của bà con hai bên biên giới.",
            "Cán bộ, chiến sĩ đồn biên phòng đóng quân ở {xa} vừa giữ đường biên, vừa cùng dân cuốc đất, trồng chè.",
            "Thời gian làm thủ tục cho một xe nông sản ở khu vực {xa} giảm còn {n} phút nhờ tờ khai điện tử.",
        ),
        paragraphs=(
            "Mỗi phiên có khoảng {nn} gian hàng, chủ yếu là thổ cẩm, dược liệu, gia cầm và nông cụ. Doanh thu cả phiên ước đạt {nn} triệu đồng.",
            "Đồn biên phòng phân công {n} đảng viên phụ trách {nn} hộ gia đình, hướng dẫn cách bón phân, phòng bệnh cho gia súc trong mùa rét.",
            "{dan} đi bộ từ tờ mờ sáng mang theo hai bao ớt khô. Bán xong, chị mua cho con đôi dép và một túi muối rồi kịp về trước khi trời tối.",
            "Lũy kế từ đầu năm {nam}, kim ngạch xuất nhập khẩu qua địa bàn đạt {ty} triệu USD, tăng {n}% so với cùng kỳ.",
            "Trong tiết học ngoài trời, học sinh được nghe kể về cột mốc, cách nhận biết đường biên và quy định khi qua lại khu vực giáp ranh.",
            "Lực lượng chức năng hai bên duy trì tuần tra chung {n} lần mỗi tháng, trao đổi kịp thời tình hình dịch bệnh và tội phạm.",
            "{so_nganh} khuyến cáo doanh nghiệp khai báo trước {n} giờ, dán tem đúng quy cách để tránh ùn ứ vào cao điểm mùa vải, mùa sầu riêng.",
            "Cán bộ quân y khám bệnh, cấp thuốc cho {nn} lượt người, trong đó có cả bà con ở bản đối diện sang nhờ chữa bệnh.",
        ),
        quotes=(
            "Dân bám bản thì mốc giới mới vững",
            "Chợ vui không phải vì bán được nhiều, mà vì gặp được người quen",
        ),
    ),
    Topic(
        key="dan-toc",
        tags=("đồng bào dân tộc", "người có uy tín"),
        titles=(
            "Người có uy tín ở {xa} làm gương trong xóa hủ tục",
            "{xa} đưa nước sạch về các bản vùng cao",
            "Lớp xóa mù chữ buổi tối ở {xa}",
            "Giữ nghề dệt thổ cẩm của phụ nữ {xa}",
        ),
        leads=(
            "Bằng uy tín của mình, các già làng ở {xa} đã thuyết phục nhiều dòng họ rút ngắn đám tang, bỏ thách cưới cao.",
            "Nguồn vốn của chương trình mục tiêu quốc gia đã giúp {nn} hộ ở {xa} có nước sạch dẫn đến tận bếp.",
            "Tối tối, khi con đã ngủ, những người phụ nữ ở {xa} lại mang vở đến lớp học bên nhà văn hóa.",
        ),
        paragraphs=(
            "Hệ thống gồm một đập đầu nguồn, {n} bể lọc và {n} km đường ống. Thôn lập tổ quản lý, mỗi hộ đóng {n} nghìn đồng mỗi tháng để duy tu.",
            "{can_bo} khẳng định, từ khi có quy ước mới, đám cưới chỉ tổ chức trong một ngày, số mâm không quá {n}, tiết kiệm hàng chục triệu đồng cho mỗi gia đình.",
            "{dan} biết dệt từ năm mười hai tuổi. Mỗi tấm vải mất {n} ngày, riêng công đoạn nhuộm chàm phải phơi đi phơi lại nhiều lần mới lên màu.",
            "Tổ hợp tác dệt có {n} thành viên, nhận đơn đặt hàng túi, khăn và bìa sổ. Thu nhập bình quân {n} triệu đồng mỗi tháng, phần nào giúp chị em bớt phải đi làm thuê.",
            "Lớp học có {n} học viên, người lớn tuổi nhất đã sáu mươi. Giáo viên là bộ đội và cô giáo mầm non, dạy bằng cả hai thứ tiếng.",
            "{so_nganh} đã cấp {nn} bản tin song ngữ, tổ chức {n} buổi nói chuyện về hôn nhân, sức khỏe sinh sản cho thanh thiếu niên.",
            "Năm {nam}, địa phương được phân bổ {ty} tỷ đồng để hỗ trợ đất ở, nhà ở và chuyển đổi nghề; đến nay đã giải ngân {pt}%.",
            "Đường nước đi qua nương của nhiều nhà, nhưng không ai đòi đền bù. Bà con bảo nước về là lộc chung của bản.",
        ),
        quotes=(
            "Biết đọc cái biển chỉ đường là tôi không sợ đi xa nữa",
            "Bỏ tục xấu không phải bỏ gốc, mà để gốc khỏe hơn",
        ),
    ),
    Topic(
        key="mat-tran",
        tags=("Mặt trận Tổ quốc", "đại đoàn kết"),
        titles=(
            "Ngày hội Đại đoàn kết ở khu dân cư {xa}",
            "Mặt trận {xa} giám sát việc sử dụng quỹ cộng đồng",
            "Tổ hòa giải {xa} dàn xếp êm thấm nhiều vụ việc",
            "{xa} vận động {nn} triệu đồng ủng hộ Quỹ Vì người nghèo",
        ),
        leads=(
            "Không khí ấm cúng bao trùm nhà văn hóa khu dân cư {xa} trong ngày hội lớn nhất của năm.",
            "Ban Thường trực Ủy ban Mặt trận {xa} vừa kết thúc đợt giám sát tại {n} khu dân cư, chỉ rõ những việc làm tốt và chưa tốt.",
            "Nhiều mâu thuẫn tưởng như phải đưa nhau ra tòa đã được các hòa giải viên ở {xa} hóa giải bằng lý lẽ và tình làng nghĩa xóm.",
        ),
        paragraphs=(
            "Khu dân cư có {nn} hộ, trong đó {pt}% đạt gia đình văn hóa. Nhân ngày hội, {n} gia đình tiêu biểu được biểu dương trước toàn thể bà con.",
            "{lanh_dao} chúc mừng kết quả của khu dân cư và trao {n} suất quà cho các hộ có hoàn cảnh khó khăn, người cao tuổi neo đơn.",
            "Đoàn giám sát kiểm tra sổ thu chi, gặp gỡ {n} hộ ngẫu nhiên và kiến nghị niêm yết công khai các khoản đóng góp trước ngày {ngay} hằng tháng.",
            "Tổ hòa giải {n} thành viên, từ đầu năm đến nay thụ lý {n} vụ việc, hòa giải thành {pt}%. Phần lớn liên quan ranh giới đất và mâu thuẫn gia đình.",
            "{dan} từng giận hàng xóm vì một hàng rào lấn sang ba gang tay. Sau {n} buổi ngồi uống nước chè với tổ hòa giải, hai nhà cùng xây một bức tường chung.",
            "Số tiền vận động được dùng để sửa {n} ngôi nhà, tặng {nn} thẻ bảo hiểm y tế và giúp học sinh nghèo đến trường.",
            "Sau phần lễ, bà con cùng ăn bữa cơm đoàn kết, xem văn nghệ và thi đẩy gậy. Kinh phí do các gia đình tự nguyện đóng góp, người góp gạo, người góp rau.",
            "Ủy ban Mặt trận đề nghị các tổ chức thành viên tiếp tục lắng nghe, phản ánh kịp thời ý kiến nhân dân, nhất là về môi trường và an ninh trật tự.",
        ),
        quotes=(
            "Hòa giải được một vụ là giữ được hai nhà",
            "Mỗi nhà góp một ít, cộng lại thành tấm lòng của cả khu",
        ),
    ),
)
