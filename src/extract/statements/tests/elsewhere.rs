//! Sentences about disputes, documents and fees; traps; whose count a number is.

use super::table;

#[test]
fn disputes() {
    table(
        "（五）监督保障",
        &[
            ("因政府信息公开引起的行政复议3件，行政诉讼2件", "reconsideration=3 litigation=2"),
            ("被申请行政复议三起、被提起行政诉讼两起", "reconsideration=3 litigation=2"),
            ("行政复议案件3件；行政诉讼案件2宗", "reconsideration=3 litigation=2"),
            ("行政复议、行政诉讼共5件", "disputes=5"),
            ("未经复议直接起诉1件，复议后起诉1件", "direct_litigation=1 litigation_after_reconsideration=1"),
            ("未发生因政府信息公开引起的行政复议、行政诉讼。", "no_disputes=0"),
            ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况", "no_disputes=0"),
            ("未发生行政复议和行政诉讼案件", "no_disputes=0"),
            ("无行政复议。", "no_reconsideration=0"),
            ("未发生行政诉讼案件", "no_litigation=0"),
            ("全年受理行政复议案件120件", ""),
            ("无被纠错的行政复议、行政诉讼案件", ""),
        ],
    );
}

#[test]
fn documents_and_fees() {
    table(
        "（一）主动公开情况",
        &[
            (
                "制定规范性文件3件，废止1件，现行有效14件",
                "documents.issued=3 either.repealed=1 either.in_force=14",
            ),
            (
                "制发行政规范性文件3件、废止规范性文件1件、现行有效规范性文件14件。",
                "documents.issued=3 documents.repealed=1 documents.in_force=14",
            ),
            ("2023年印发规范性文件三份；规范性文件废止1份", "documents.issued=3 documents.repealed=1"),
            ("未制发、未废止行政规范性文件", "documents.none_issued_or_repealed=0"),
            ("未制发规范性文件。", "documents.none_issued=0"),
            ("制定规章1部", "regulations.issued=1"),
            ("制定行政规范性文件2件，修订1件，废止3件，宣布失效4件", "documents.issued=2"),
            ("收取信息处理费200元", ""),
        ],
    );
    table(
        "六、其他需要报告的事项",
        &[
            ("2023年收取信息处理费200元。", "processing_fee=200"),
            ("收取政府信息公开信息处理费共计0.02万元", "processing_fee=200"),
            ("信息处理费收入二百元", "processing_fee=200"),
            ("未收取信息处理费", "no_processing_fee=0"),
        ],
    );
}

#[test]
fn rounded_numbers_are_marked() {
    table(
        "（二）依申请公开情况",
        &[
            ("收到申请超300件", "received=~300"),
            ("共答复申请1.1万余件", "handled=~11000"),
            ("收到申请约三十件", "received=~30"),
            ("收到申请50件以上", "received=~50"),
            ("收到政府信息公开申请百余件", "received=~100"),
        ],
    );
}

#[test]
fn traps() {
    table(
        "（二）依申请公开情况",
        &[
            ("2022年受理12件，2023年受理15件", "received=15"),
            ("去年同期收到申请12件。", ""),
            ("与上年相比，收到申请15件", "received=15"),
            ("收到申请15件，较2022年的12件增加3件，同比增长25%", "received=15"),
            ("收到申请15件，比上年增加3件", "received=15"),
            ("同比增长12.5%，上年办结12件", ""),
            ("历年累计受理政府信息公开申请120件。", ""),
            ("自2008年以来，共收到政府信息公开申请300件，其中2023年收到12件", "received=12"),
            ("2019年至2023年共受理申请99件", ""),
            ("今年以来，收到申请12件", "received=12"),
            ("2023年1月1日至2023年12月31日，收到申请12件", "received=12"),
            ("在公众号发布信息280条，主动公开行政许可类信息10条", ""),
            ("共办理人大建议、政协提案47件", ""),
            ("共办理12345热线47件，已办结47件。", ""),
            ("处理群众留言92条", ""),
            ("因政府信息公开申请引起的行政复议3件，已办结2件", "reconsideration=3"),
            ("收到申请12件，5个工作日内办结。", "received=12"),
            ("当场答复3件", ""),
            ("2022年共收到申请14件。其中，网络申请13件，信函申请1件。2023年收到申请8件。", "received=8"),
            ("收到申请12件，答复10件，均按时答复，结转下年度2件", "received=12 handled=10 carried_out=2"),
            ("收到申请12件，均为自然人申请，均已答复。", "received=12 all_handled=0"),
            ("根据《条例》第三十二条，共3-5件", ""),
            ("收到申请较上年增加3件", ""),
            ("主动公开市政府规章13件、行政规范性文件42件，人事任免文件106件", ""),
            ("答复群众来信12件，受理投诉件8件", ""),
            ("办理政府信息公开申请12件，行政复议3件。共接听咨询电话40次", "dealt_with=12 reconsideration=3"),
            ("制定政府信息公开制度3件，废止2件", ""),
            ("培训12次，参加人员300人次，答复率100%", ""),
            ("每件申请均由一个科室办理，一件一答。", ""),
        ],
    );
}

#[test]
fn whose_count_it_is() {
    table(
        "（二）依申请公开情况",
        &[
            ("区政府办代表区政府受理17件", "received=17@区政府办代表区政府"),
            ("全区各职能部门、镇街共收到政府信息公开申请95件", "received=95"),
            ("受区政府委托，办结申请3件", "handled=3@受区政府委托"),
            ("受理政府信息公开申请12件，均已答复。", "received=12 all_handled=0"),
            ("市本级受理17件，各县区受理95件", "received=17@市本级 received=95@各县区"),
            ("全区共受理申请95件，其中区教育局受理17件", "received=95 received=17@其中区教育局"),
        ],
    );
}
