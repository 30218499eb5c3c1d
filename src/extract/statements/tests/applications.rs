//! Sentences about applications.

use super::table;

#[test]
fn applications_received_and_handled() {
    table(
        "（二）依申请公开情况",
        &[
            ("2023年，我局共受理政府信息公开申请12件。", "received=12"),
            ("全年累计收到公民、法人和其他组织提交的政府信息公开申请 103 件", "received=103"),
            ("本年度新收到政府信息公开申请１２件。", "received=12"),
            ("2023年新受理信息公开申请两件", "received=2"),
            ("接收到依申请公开政府信息十二件。", "received=12"),
            ("全年收到12件政府信息公开申请", "received=12"),
            ("共收到政府信息公开申请1,076件次。", "received=1076"),
            ("政府信息公开申请共计8份", "received=8"),
            ("通过网络、信函等渠道共收到申请12件", "received=12"),
            ("收办政府信息公开申请15件", "in_hand=15"),
            ("全年共收办依申请公开15件。", "in_hand=15"),
            ("本年度收办申请十五件", "in_hand=15"),
            ("受理并办结政府信息公开申请9件", "received_and_handled=9"),
            ("全年收到和处理政府信息公开申请9件", "received_and_handled=9"),
            ("共收到、办理政府信息公开申请9件", "received_and_handled=9"),
            ("收到申请12件，均已按时办结。", "received=12 all_handled=0"),
            ("全年答复政府信息公开申请11件", "handled=11"),
            ("截至2023年12月31日，办结11件。", "handled=11"),
            ("办理回复11件", "handled=11"),
            ("共办理政府信息公开申请11件", "dealt_with=11"),
            ("全部处理11件", "handled=11"),
            ("已按时办结11件", "handled=11"),
            ("作出答复11件", "handled=11"),
        ],
    );
}

#[test]
fn applications_carried_over() {
    table(
        "（二）依申请公开情况",
        &[
            ("上年结转3件", "carried_in=3"),
            ("2022年结转3件，新收申请12件", "carried_in=3 received=12"),
            ("含上年度结转政府信息公开申请三件", "carried_in=3"),
            ("新收申请12件（含上年度结转3件）", "received=12 carried_in=3"),
            ("2022年结转至2023年办理的申请3件", "carried_in=3"),
            ("结转下年度继续办理2件", "carried_out=2"),
            ("转结到下年继续办理2件", "carried_out=2"),
            ("顺延至2024年办理2件。", "carried_out=2"),
            ("办结10件，2件结转至下一年度办理。", "handled=10 carried_out=2"),
            ("正在办理2件", "carried_out=2"),
            ("剩余1件转入2024年办理", "carried_out=1"),
            ("尚未办结两件", "carried_out=2"),
            ("无下年度结转。", "none_carried_out=0"),
            ("没有结转下年度继续办理的申请", "none_carried_out=0"),
            ("无结转下年度办理件。", "none_carried_out=0"),
            ("所有申请均已办理完成。", "all_handled=0"),
            ("全部按时办结", "all_handled=0"),
            ("收到的申请均在规定时限内办结。", "all_handled=0"),
        ],
    );
}

#[test]
fn results_of_applications() {
    table(
        "（二）依申请公开情况",
        &[
            ("其中，予以公开5件、部分公开3件", "granted=5 partially_granted=3"),
            ("准予公开5件", "granted=5"),
            ("同意公开的5件", "granted=5"),
            ("5件予以公开，3件部分公开", "granted=5 partially_granted=3"),
            ("予以部分公开3件", "partially_granted=3"),
            ("予以公开及部分公开8件", "granted_in_whole_or_part=8"),
            ("予以公开和部分公开共8件", "granted_in_whole_or_part=8"),
            ("予以公开、部分公开答复共计8件", "granted_in_whole_or_part=8"),
            ("不予公开4件，无法提供6件", "denied=4 unavailable=6"),
            ("决定不予公开的有4件", "denied=4"),
            ("4件不予公开", "denied=4"),
            ("无法提供的182件，占12.53%", "unavailable=182"),
            ("不能提供6件", "unavailable=6"),
            ("不予处理的2件；其他处理1件", "not_processed=2 otherwise_processed=1"),
            ("不予处理答复2件", "not_processed=2"),
            ("2件不予处理", "not_processed=2"),
            ("其他方式处理1件", "otherwise_processed=1"),
            ("作其他处理1件", "otherwise_processed=1"),
            ("3件为本机关不掌握", "not_held=3"),
            ("本机关不掌握相关政府信息3件", "not_held=3"),
            ("因我局不掌握的3件", "not_held=3"),
            ("申请人撤销2件", "withdrawn=2"),
            ("主动撤回申请2件", "withdrawn=2"),
            ("2件由申请人自行撤回", "withdrawn=2"),
            ("部分公开67，占4.61%", "partially_granted=67"),
        ],
    );
}

#[test]
fn channels_and_applicants() {
    table(
        "（二）依申请公开情况",
        &[
            ("网络申请8件，信函申请3件，当面申请1件", "channel.online=8 channel.mail=3 channel.in_person=1"),
            ("通过政府网站在线平台提交申请8件、邮寄3件", "channel.online=8 channel.mail=3"),
            (
                "其中网上申请8件，信件方式3件，现场提交1件",
                "channel.online=8 channel.mail=3 channel.in_person=1",
            ),
            ("自然人10件，法人或其他组织2件", "applicant.natural_person=10 applicant.organization=2"),
            ("自然人申请10件、法人和其他组织申请2件", "applicant.natural_person=10 applicant.organization=2"),
            (
                "10件为自然人申请，2件为法人或者其他组织",
                "applicant.natural_person=10 applicant.organization=2",
            ),
        ],
    );
}

#[test]
fn no_applications() {
    table(
        "一、总体情况",
        &[
            ("2023年我局未收到政府信息公开申请。", "not_received=0"),
            ("全年没有收到公民、法人和其他组织提出的政府信息公开申请", "not_received=0"),
            ("未接到信息公开申请；各栏目刊发文稿44篇", "not_received=0"),
            ("本年度无依申请公开事项。", "not_received=0"),
            ("无政府信息公开申请", "not_received=0"),
            ("收到政府信息公开申请0件", "received=0"),
            ("收到政府信息公开申请零件。", "received=0"),
            ("依申请公开工作实现零申请", "not_received=0"),
            ("我局全年未收到行政许可申请", ""),
            ("无逾期未答复的政府信息公开申请。", ""),
            ("未发生政府信息公开申请引起的收费", ""),
        ],
    );
}
