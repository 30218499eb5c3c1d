//! How clerks state counts in the text, by what they state. Typed from published reports and the facts about
//! them, on purpose not from gouji's own form file. In: nothing. Out: templates, with what must be so for them
//! to be true.
//!
//! `<new>` prints a quantity in some style of number, `<new+in>` a sum, `<new!>` plain digits, `<~new>` a number
//! rounded down, `<prev?>` one that no table can contradict; `<c>` is a counting word, `<Y>` `<Y-1>` `<Y+1>`
//! are years, `<body>` the reporting body. [`super::quantities`] names the quantities.

/// Where a sentence belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// 主动公开情况.
    Proactive,
    /// 依申请公开情况.
    OnRequest,
    /// 监督保障情况.
    Oversight,
    /// 其他需要报告的事项.
    Other,
}

/// Some ways to state one thing.
pub struct Row {
    /// What is stated.
    pub about: &'static str,
    /// Where.
    pub topic: Topic,
    /// What must hold for the sentences to be true: `in=0`, `new>0`, `2021`.
    pub when: &'static [&'static str],
    /// Whether a number changed at random contradicts something else in the report.
    pub loud: bool,
    /// The sentences.
    pub wordings: &'static [&'static str],
}

use Topic::{OnRequest, Other, Oversight, Proactive};

const fn row(
    about: &'static str,
    topic: Topic,
    when: &'static [&'static str],
    loud: bool,
    wordings: &'static [&'static str],
) -> Row {
    Row { about, topic, when, loud, wordings }
}

/// The rows of the facts about counts in the text, in their order.
pub const ROWS: &[Row] = &[
    row(
        "received",
        OnRequest,
        &["new>0"],
        true,
        &[
            "<Y>年，<body>共受理政府信息公开申请<new><c>。",
            "本年度累计收到政府信息公开申请<new+in><c>。",
            "全年新收政府信息公开申请<new><c>。",
            "<Y>年度我单位共收到公民、法人和其他组织提出的政府信息公开申请<new><c>。",
            "一年来，新受理依申请公开<new><c>。",
            "<Y>年，接收到政府信息公开申请<new><c>，均依法依规办理。",
            "<Y>年1月1日至12月31日，本机关受理政府信息公开申请共计<new+in><c>。",
            "本年共收到信息公开申请<handled><c>。",
            "全年新收到书面政府信息公开申请<new><c>。",
            "截至<Y>年12月31日，共收到政府信息公开申请<new><c>。",
        ],
    ),
    row(
        "taken in hand",
        OnRequest,
        &["new>0"],
        true,
        &[
            "<Y>年共收办政府信息公开申请<new+in><c>。",
            "全年收办依申请公开事项<new+in><c>。",
            "本年度，<body>累计收办政府信息公开申请<new+in><c>。",
        ],
    ),
    row(
        "received and handled",
        OnRequest,
        &["new>0", "new=handled"],
        true,
        &[
            "全年受理并办结政府信息公开申请<new><c>。",
            "<Y>年，共收到和处理政府信息公开申请<new><c>。",
            "本年度共收到、办理政府信息公开申请<new><c>。",
        ],
    ),
    row(
        "handled",
        OnRequest,
        &["handled>0"],
        true,
        &[
            "全年答复政府信息公开申请<handled><c>。",
            "<Y>年办结政府信息公开申请<handled><c>。",
            "本年度办理回复政府信息公开申请<handled><c>。",
            "<body>全年共办理政府信息公开申请<handled><c>。",
            "<Y>年处理政府信息公开申请<handled><c>。",
            "收到政府信息公开申请<new><c>，已按期答复<handled><c>。",
            "<Y>年新收政府信息公开申请<new>件，上年结转<in>件，共办结<handled>件，结转下年度继续办理<out>件。",
        ],
    ),
    row(
        "carried in",
        OnRequest,
        &["new>0", "in>0"],
        true,
        &[
            "本年新收政府信息公开申请<new><c>，上年结转<in><c>。",
            "<Y>年收到政府信息公开申请<new><c>，<Y-1>年结转<in><c>。",
            "全年共受理政府信息公开申请<new+in><c>（含上年度结转<in><c>）。",
            "受理政府信息公开申请<new+in><c>，其中上年结转政府信息公开申请<in><c>。",
            "上年度结转的政府信息公开申请<in><c>，均已办理完毕。",
        ],
    ),
    row(
        "carried out",
        OnRequest,
        &["out>0"],
        true,
        &[
            "结转下年度继续办理的政府信息公开申请<out><c>。",
            "尚有<out><c>政府信息公开申请结转至<Y+1>年办理。",
            "政府信息公开申请转结下年度继续办理<out><c>。",
            "顺延至下年办理的政府信息公开申请<out><c>。",
            "全年办结政府信息公开申请<handled><c>，结转到下年度<out><c>。",
            "答复政府信息公开申请<handled><c>，结转下年继续办理<out><c>。",
        ],
    ),
    row(
        "nothing carried out",
        OnRequest,
        &["handled>0", "out=0"],
        true,
        &[
            "全年办结政府信息公开申请<handled><c>，无下年度结转。",
            "办结政府信息公开申请<handled><c>，没有结转下年度继续办理的申请。",
            "本年度无结转下年度继续办理的政府信息公开申请。",
            "收到的政府信息公开申请均已办结。",
            "所有政府信息公开申请均已按时办结。",
            "本年度政府信息公开申请已全部答复完毕。",
        ],
    ),
    row(
        "granted",
        OnRequest,
        &["granted>0"],
        true,
        &[
            "从办理结果看，予以公开<granted><c>，部分公开<partial><c>。",
            "政府信息公开申请中，准予公开<granted><c>。",
            "对政府信息公开申请，同意公开<granted><c>，部分公开<partial><c>。",
            "办理政府信息公开申请<handled><c>，予以公开及部分公开<granted+partial><c>。",
            "答复政府信息公开申请<handled><c>，其中予以公开的<granted><c>。",
        ],
    ),
    row(
        "not granted",
        OnRequest,
        &["handled>0"],
        true,
        &[
            "依申请公开办理结果中，不予公开<denied><c>，无法提供<unavailable><c>。",
            "政府信息公开申请不予处理<not_processed><c>，其他处理<other><c>。",
            "答复政府信息公开申请<handled><c>，其中予以公开<granted><c>，部分公开<partial><c>，不予公开<denied><c>，无法提供<unavailable><c>，不予处理<not_processed><c>，其他处理<other><c>。",
            "全年共办结政府信息公开申请<handled>件：予以公开<granted>件，部分公开<partial>件，不予公开<denied>件，无法提供<unavailable>件，不予处理<not_processed>件，作其他处理<other>件。",
            "办结政府信息公开申请<handled>件，依法决定不予公开的<denied>件，因无法提供而作出答复的<unavailable>件。",
        ],
    ),
    row(
        "not held",
        OnRequest,
        &["not_held>0"],
        true,
        &[
            "办理的政府信息公开申请中，<not_held><c>为本机关不掌握。",
            "政府信息公开申请中，本机关不掌握相关政府信息的<not_held><c>。",
            "答复政府信息公开申请<handled><c>，属本机关不掌握的<not_held><c>。",
        ],
    ),
    row(
        "withdrawn",
        OnRequest,
        &["misc>0"],
        true,
        &[
            "政府信息公开申请中，申请人主动撤回<withdrawn><c>。",
            "办理政府信息公开申请<handled><c>，其中申请人撤销申请<withdrawn><c>。",
            "政府信息公开申请有<withdrawn><c>由申请人自行撤回。",
        ],
    ),
    row(
        "channels",
        OnRequest,
        &["new>0"],
        true,
        &[
            "<Y>年收到政府信息公开申请<new><c>。其中，网络申请<online><c>，信函申请<mail><c>，当面申请<person><c>。",
            "全年新收政府信息公开申请<new><c>，从申请方式看，当面申请<person><c>、网络申请<online><c>、信函申请<mail><c>。",
            "共收到政府信息公开申请<new>件，其中通过网络提交<online>件，通过信函提交<mail>件，当面提交<person>件。",
        ],
    ),
    row(
        "applicants",
        OnRequest,
        &["new>0"],
        true,
        &[
            "<Y>年收到政府信息公开申请<new><c>，其中自然人<natural><c>，法人或其他组织<organizations><c>。",
            "新收政府信息公开申请<new><c>，自然人申请<natural><c>，法人或其他组织申请<organizations><c>。",
            "收到政府信息公开申请<new><c>，按申请主体分：自然人<natural><c>、法人或者其他组织<organizations><c>。",
        ],
    ),
    row(
        "no application",
        OnRequest,
        &["new=0", "in=0", "handled=0"],
        true,
        &[
            "<Y>年，<body>未收到政府信息公开申请。",
            "本年度没有收到公民、法人或者其他组织的政府信息公开申请。",
            "全年未接到政府信息公开申请。",
            "<Y>年度无政府信息公开申请。",
            "全年收到政府信息公开申请0件。",
            "本年度依申请公开为零申请。",
            "<Y>年未收到依申请公开政府信息的申请，也无上年结转。",
        ],
    ),
    row(
        "disputes",
        Oversight,
        &["disputes>0"],
        true,
        &[
            "<Y>年，因政府信息公开引发行政复议<recon>件，行政诉讼<lit>件。",
            "涉及政府信息公开的行政复议<recon-recon_pending>起，行政诉讼<lit-lit_pending>起。",
            "全年因政府信息公开被申请行政复议<recon>宗、被提起行政诉讼<lit-lit_pending>宗。",
            "因政府信息公开工作发生行政复议案件<recon-recon_pending>例，行政诉讼案件<lit>例。",
            "政府信息公开行政复议<recon>件、行政诉讼<lit>件，均依法应对。",
        ],
    ),
    row(
        "no dispute",
        Oversight,
        &["disputes=0"],
        true,
        &[
            "<Y>年未发生因政府信息公开引起的行政复议、行政诉讼。",
            "全年没有发生因政府信息公开引起的行政复议和行政诉讼。",
            "本年度无因政府信息公开申请行政复议、提起行政诉讼的情况。",
            "未发生行政复议、行政诉讼案件。",
            "<Y>年未发生针对政府信息公开的行政复议、行政诉讼。",
        ],
    ),
    row(
        "documents",
        Proactive,
        &["2021"],
        true,
        &[
            "<Y>年制定行政规范性文件<issued>件，废止<repealed>件，现行有效<in_force>件。",
            "全年制发规范性文件<issued>份，废止规范性文件<repealed>份，现行有效规范性文件<in_force>份。",
            "<Y>年，<body>制发行政规范性文件<issued>件、废止<repealed>件、现行有效<in_force>件。",
            "现行有效行政规范性文件<in_force>件，本年度制发行政规范性文件<issued>件。",
        ],
    ),
    row(
        "outcomes of reconsideration",
        Oversight,
        &["recon>0"],
        true,
        &[
            "<Y>年因政府信息公开被申请行政复议<recon>件，其中结果维持<recon_upheld>件，结果纠正<recon_corrected>件，其他结果<recon_other>件，尚未审结<recon_pending>件。",
            "因政府信息公开引发行政复议<recon>件，维持<recon_upheld>件、纠正<recon_corrected>件。",
            "全年因政府信息公开工作被提起行政复议<recon>件（维持原行政行为<recon_upheld>件，未审结<recon_pending>件）。",
        ],
    ),
    row(
        "outcomes of litigation",
        Oversight,
        &["lit>0"],
        true,
        &[
            "<Y>年因政府信息公开被提起行政诉讼<lit>件，其中结果维持<lit_upheld>件，结果纠正<lit_corrected>件，其他结果<lit_other>件，尚未审结<lit_pending>件。",
            "因政府信息公开引发行政诉讼<lit>件，判决维持<lit_upheld>件、纠正<lit_corrected>件。",
            "全年因政府信息公开工作被提起行政诉讼<lit>件（维持<lit_upheld>件，尚未审结<lit_pending>件）。",
        ],
    ),
    row(
        "decisions",
        Proactive,
        &[],
        true,
        &[
            "<Y>年作出行政许可决定<licenses!>件，行政处罚决定<penalties!>件。",
            "全年共作出行政处罚决定<penalties!>件。",
            "行政许可处理决定数量<licenses!>件，行政处罚处理决定数量<penalties!>件。",
        ],
    ),
    row(
        "reasons",
        OnRequest,
        &["handled>0"],
        true,
        &[
            "政府信息公开申请中，属于四类过程性信息<process><c>。",
            "答复政府信息公开申请<handled><c>，其中属于三类内部事务信息<internal><c>，属于四类过程性信息<process><c>。",
            "依申请公开办理中，补正后申请内容仍不明确的<unclear><c>，无正当理由大量反复申请的<excessive><c>。",
        ],
    ),
    row(
        "kinds of organizations",
        OnRequest,
        &["new>0"],
        true,
        &[
            "新收政府信息公开申请<new><c>，其中商业企业<enterprises><c>，科研机构<research><c>。",
            "收到的政府信息公开申请中，商业企业申请<enterprises><c>。",
            "收到政府信息公开申请<new><c>，按申请主体看，商业企业提出<enterprises><c>、科研机构提出<research><c>。",
        ],
    ),
    row(
        "processing fee",
        Other,
        &[],
        false,
        &[
            "<Y>年，共收取信息处理费<any!>元。",
            "本年度收取政府信息公开信息处理费<any!>元。",
            "按照《政府信息公开信息处理费管理办法》，<Y>年收取信息处理费合计<any!>元。",
        ],
    ),
];

/// What stands beside: true whatever the tables say, or about something else.
pub const BESIDE: &[Row] = &[
    row(
        "publications",
        Proactive,
        &[],
        false,
        &[
            "全年通过门户网站发布信息<any>条，其中行政许可类信息<some>条。",
            "主动公开政府信息<any>条，其中政务新媒体发布<some>条、门户网站发布<some>条。",
            "微信公众号推送信息<any>篇，微博发布<any>条，回应公众关注热点<some>次。",
            "<Y>年在政府网站公开行政处罚信息<any>条、行政许可信息<any>条。",
            "编发政府公报<some>期，发放<any>份；公开机构职能信息<some>条、规划计划<some>条。",
            "发布政策解读<some>篇，同比增长12.5%。",
        ],
    ),
    row(
        "other business",
        OnRequest,
        &[],
        false,
        &[
            "受理投诉举报申请<any>件，均已办结。",
            "办理人大代表建议<some>件、政协委员提案<some>件，办结率100%。",
            "12345政务服务热线受理群众诉求<any>件，办结<any>件。",
            "行政许可窗口受理申请<any>件，全部按时办结。",
            "网上信箱收到群众来信<any>封，答复<any>封。",
        ],
    ),
    row(
        "rounded",
        OnRequest,
        &["new>100"],
        false,
        &[
            "全年收到政府信息公开申请<~new>余件。",
            "<Y>年受理政府信息公开申请超<~new>件。",
            "共收到政府信息公开申请约<~new>件。",
            "受理政府信息公开申请<~new>多件。",
            "<Y>年收到政府信息公开申请<~new>件以上。",
        ],
    ),
    row(
        "a part of the year",
        OnRequest,
        &["new>0"],
        false,
        &[
            "第三季度受理政府信息公开申请<part>件。",
            "1至6月收到政府信息公开申请<part>件。",
            "上半年，共受理政府信息公开申请<part>件，下半年受理<new-part>件。",
            "其中12月份收到政府信息公开申请<part>件。",
        ],
    ),
    row(
        "a part of the area",
        OnRequest,
        &["new>0"],
        false,
        &[
            "区政府办公室代表区政府受理政府信息公开申请<part>件。",
            "<Y>年全市共收到政府信息公开申请<new>件，其中市政府办公室受理<part>件。",
            "其中，各乡镇共收到政府信息公开申请<part>件。",
            "局机关本级受理政府信息公开申请<part>件，下属单位受理<new-part>件。",
        ],
    ),
    row(
        "other years",
        OnRequest,
        &["new>0"],
        false,
        &[
            "<Y-1>年共受理政府信息公开申请<any>件，<Y>年受理<new>件。",
            "<Y>年收到政府信息公开申请<new>件，上年同期为<any>件。",
            "自条例施行以来，历年累计受理政府信息公开申请<more>件。",
            "截至<Y>年底，历年累计受理政府信息公开申请<~more>余件。",
            "<Y-1>年收到政府信息公开申请<any>件，办结<any>件，行政复议<some>件。",
            "<Y+1>年计划受理政府信息公开申请<any>件。",
            "去年受理政府信息公开申请<any>件，今年受理<new>件。",
        ],
    ),
    row(
        "one after another",
        OnRequest,
        &["handled>0"],
        false,
        &[
            "政府信息公开申请中，予以公开、部分公开、不予公开分别为<granted>件、<partial>件、<denied>件。",
            "新收、上年结转政府信息公开申请分别为<new>件和<in>件。",
        ],
    ),
    row(
        "one document",
        Proactive,
        &[],
        false,
        &[
            "修订政务公开制度<some>项，废止<some>项。",
            "开展业务培训<some>次，培训人员<any>人次。",
            "答复率100%，群众满意率99.5%，规范性文件公开率100%。",
        ],
    ),
];

/// Growth and shares, where both figures are printed.
pub const RATES: &[Row] = &[
    row(
        "growth",
        OnRequest,
        &["new>1"],
        true,
        &[
            "<Y>年收到政府信息公开申请<new!?>件，上年为<less!?>件，同比增长<grown%>%。",
            "<Y>年受理政府信息公开申请<new!?>件，较<Y-1>年的<less!?>件增长<grown%>%。",
            "新收政府信息公开申请<new!?>件，比上年（<less!?>件）上升<grown%>%。",
            "<Y>年新收政府信息公开申请<new!?>件，较上年<less!?>件增加<new-less!>件，增幅<grown%>%。",
            "<Y>年新收政府信息公开申请<new!?>件，较上年增加<new-less!?>件，增长<grown%>%。",
            "收到政府信息公开申请<new!?>件，同比增加<new-less!?>件，增长<grown%>%。",
        ],
    ),
    row(
        "decline",
        OnRequest,
        &["new>0"],
        true,
        &[
            "<Y>年收到政府信息公开申请<new!?>件，上年为<larger!?>件，同比下降<shrunk%>%。",
            "<Y>年受理政府信息公开申请<new!?>件，较<Y-1>年的<larger!?>件减少<shrunk%>%。",
            "<Y>年新收政府信息公开申请<new!?>件，<Y-1>年<larger!?>件，降幅<shrunk%>%。",
            "<Y>年新收政府信息公开申请<new!?>件，比上年减少<larger-new!?>件，下降<shrunk%>%。",
        ],
    ),
    row(
        "share",
        OnRequest,
        &["handled>0", "granted>0"],
        true,
        &[
            "全年办结政府信息公开申请<handled!?>件，其中予以公开<granted!?>件，占<share%>%。",
            "答复政府信息公开申请<handled!?>件，予以公开<granted!?>件，占比<share%>%。",
            "共办理政府信息公开申请<handled!?>件，其中予以公开<granted!?>件，占总数的<share%>%。",
            "予以公开政府信息公开申请<granted!?>件，占办结总数<handled!?>件的<share%>%。",
        ],
    ),
];
