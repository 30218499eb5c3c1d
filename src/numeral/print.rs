//! Automatic numbers as Word prints them. In: a count and the name of its format (ST_NumberFormat,
//! ECMA-376-1 §17.18.59). Out: text. Does not know lists or levels.
//!
//! Every format that a Chinese document can hold is written as Word writes it. These are not, and print plain
//! decimals: `bahtText`, `dollarText`, `hebrew1`, `hindiConsonants`, `hindiCounting`, `hindiVowels`,
//! `koreanLegal`, `thaiCounting`, `vietnameseCounting`, and names that the standard does not have; the
//! reader notes it. A count beyond what the signs of a format reach prints as a decimal too, as in Word.

/// Digits from 0, in the scripts that write numbers digit by digit.
const IDEOGRAPHIC: &str = "〇一二三四五六七八九";
const WHITE_CIRCLE: &str = "○一二三四五六七八九";
const ZERO_SIGN: &str = "零一二三四五六七八九";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖";
const LEGAL_JAPANESE: &str = "零壱弐参四伍六七八九";
const HANGUL: &str = "영일이삼사오육칠팔구";
const FULL_WIDTH: &str = "０１２３４５６７８９";
const THAI: &str = "๐๑๒๓๔๕๖๗๘๙";
const HINDI: &str = "०१२३४५६७८९";

/// Signs that count by themselves, from 1.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
const GANADA: &str = "가나다라마바사아자차카타파하";
const CHOSUNG: &str = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
const AIUEO: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
const AIUEO_FULL: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン";
const IROHA: &str = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ";
const IROHA_FULL: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const THAI_LETTERS: &str = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";
const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضغظ";
const HEBREW: &str = "אבגדהוזחטיכלמנסעפצקרשת";

/// How one East Asian system joins digits and powers of ten.
struct Counting {
    digits: &'static str,
    /// Ten, hundred, thousand.
    powers: [char; 3],
    /// Ten thousand, hundred million.
    myriads: [char; 2],
    /// What fills a gap (105); `None` where nothing does.
    zero: Option<char>,
    /// Whether the 1 before a power of ten is left out: always, at the head of the number only, never.
    one: One,
}

#[derive(PartialEq)]
enum One {
    Omitted,
    OmittedBeforeLeadingTen,
    Written,
}

const POWERS: [char; 3] = ['十', '百', '千'];
const LEGAL_POWERS: [char; 3] = ['拾', '佰', '仟'];
const CHINESE: Counting = Counting {
    digits: IDEOGRAPHIC,
    powers: POWERS,
    myriads: ['万', '亿'],
    zero: Some('〇'),
    one: One::OmittedBeforeLeadingTen,
};
const TAIWANESE: Counting =
    Counting { digits: ZERO_SIGN, myriads: ['萬', '億'], zero: Some('零'), ..CHINESE };
const JAPANESE: Counting = Counting { myriads: ['万', '億'], zero: None, one: One::Omitted, ..CHINESE };
const CHINESE_LEGAL: Counting =
    Counting { digits: LEGAL, powers: LEGAL_POWERS, zero: Some('零'), one: One::Written, ..CHINESE };
const TRADITIONAL_LEGAL: Counting =
    Counting { digits: LEGAL_TRADITIONAL, myriads: ['萬', '億'], ..CHINESE_LEGAL };
const JAPANESE_LEGAL: Counting = Counting {
    digits: LEGAL_JAPANESE,
    powers: ['拾', '百', '阡'],
    myriads: ['萬', '億'],
    zero: None,
    one: One::Written,
};
const KOREAN: Counting = Counting {
    digits: HANGUL,
    powers: ['십', '백', '천'],
    myriads: ['만', '억'],
    zero: None,
    one: One::OmittedBeforeLeadingTen,
};

/// The count in a format, by the format's name in the file. `none` and `bullet` print nothing: a bullet's
/// sign stands in the level's text. Negative counts and formats that are not [`is_written`] print as decimals.
pub fn number(format: &str, count: i64) -> String {
    u64::try_from(count).ok().and_then(|n| written(format, n)).unwrap_or_else(|| count.to_string())
}

/// Whether a format is one that [`number`] knows to write.
pub fn is_written(format: &str) -> bool {
    written(format, 1).is_some()
}

fn written(format: &str, n: u64) -> Option<String> {
    Some(match format {
        "decimal" | "decimalHalfWidth" => n.to_string(),
        "none" | "bullet" => String::new(),
        "decimalFullWidth" | "decimalFullWidth2" => digits(n, FULL_WIDTH),
        "ideographDigital" | "japaneseDigitalTenThousand" => digits(n, IDEOGRAPHIC),
        "taiwaneseDigital" => digits(n, WHITE_CIRCLE),
        "koreanDigital" => digits(n, HANGUL),
        "koreanDigital2" => digits(n, ZERO_SIGN),
        "thaiNumbers" => digits(n, THAI),
        "hindiNumbers" => digits(n, HINDI),
        "decimalZero" => format!("{n:02}"),
        "numberInDash" => format!("- {n} -"),
        "hex" => format!("{n:X}"),
        "ordinal" => ordinal(n),
        _ if n == 0 => return zero(format),
        "upperRoman" => roman(n).unwrap_or_else(|| n.to_string()),
        "lowerRoman" => roman(n).map_or_else(|| n.to_string(), |roman| roman.to_lowercase()),
        "upperLetter" => repeated(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => repeated(n, "abcdefghijklmnopqrstuvwxyz"),
        "chineseCounting" | "taiwaneseCounting" if n >= 100 => digits(n, WHITE_CIRCLE),
        "chineseCounting" | "chineseCountingThousand" => counted(n, &CHINESE),
        "taiwaneseCounting" | "taiwaneseCountingThousand" => counted(n, &TAIWANESE),
        "chineseLegalSimplified" => counted(n, &CHINESE_LEGAL),
        "ideographLegalTraditional" => counted(n, &TRADITIONAL_LEGAL),
        "japaneseCounting" => counted(n, &JAPANESE),
        "japaneseLegal" => counted(n, &JAPANESE_LEGAL),
        "koreanCounting" => counted(n, &KOREAN),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(n, 20, '①'),
        "decimalEnclosedParen" => enclosed(n, 20, '⑴'),
        "decimalEnclosedFullstop" => enclosed(n, 20, '⒈'),
        "ideographEnclosedCircle" => enclosed(n, 10, '㈠'),
        "ideographTraditional" => one_of(n, STEMS),
        "ideographZodiac" => one_of(n, BRANCHES),
        "ideographZodiacTraditional" => sexagenary(n),
        "russianLower" => repeated(n, RUSSIAN),
        "russianUpper" => repeated(n, RUSSIAN).to_uppercase(),
        "ganada" => repeated(n, GANADA),
        "chosung" => repeated(n, CHOSUNG),
        "aiueo" => repeated(n, AIUEO),
        "aiueoFullWidth" => repeated(n, AIUEO_FULL),
        "iroha" => repeated(n, IROHA),
        "irohaFullWidth" => repeated(n, IROHA_FULL),
        "thaiLetters" => repeated(n, THAI_LETTERS),
        "arabicAlpha" => repeated(n, ARABIC),
        "arabicAbjad" => repeated(n, ABJAD),
        "hebrew2" => repeated(n, HEBREW),
        "chicago" => repeated(n, "*†‡§"),
        "cardinalText" => english(n, false),
        "ordinalText" => english(n, true),
        _ => return None,
    })
}

/// Zero, in the systems that have a sign for it.
fn zero(format: &str) -> Option<String> {
    let sign = match format {
        "chineseCounting" | "taiwaneseCounting" => "○",
        "chineseCountingThousand" | "japaneseCounting" => "〇",
        "taiwaneseCountingThousand" | "chineseLegalSimplified" | "ideographLegalTraditional" => "零",
        _ => return None,
    };
    Some(sign.to_owned())
}

fn digits(n: u64, signs: &str) -> String {
    n.to_string().bytes().filter_map(|b| signs.chars().nth(usize::from(b - b'0'))).collect()
}

/// A, B … Z, AA, BB …, within reason.
fn repeated(n: u64, signs: &str) -> String {
    let len = signs.chars().count() as u64;
    let times = (n - 1) / len + 1;
    match signs.chars().nth(((n - 1) % len) as usize) {
        Some(sign) if times <= 1000 => sign.to_string().repeat(times as usize),
        _ => n.to_string(),
    }
}

fn one_of(n: u64, signs: &str) -> String {
    usize::try_from(n - 1).ok().and_then(|i| signs.chars().nth(i)).map_or_else(|| n.to_string(), String::from)
}

fn enclosed(n: u64, most: u64, first: char) -> String {
    let sign = (n <= most).then(|| char::from_u32(first as u32 + n as u32 - 1)).flatten();
    sign.map_or_else(|| n.to_string(), String::from)
}

fn sexagenary(n: u64) -> String {
    let sign = |signs: &str, len| signs.chars().nth(((n - 1) % len) as usize);
    match n {
        1..=60 => [sign(STEMS, 10), sign(BRANCHES, 12)].into_iter().flatten().collect(),
        _ => n.to_string(),
    }
}

fn counted(n: u64, system: &Counting) -> String {
    if n >= 1_000_000_000_000 {
        return n.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (group, myriad) in [
        (n / 100_000_000, Some(system.myriads[1])),
        (n / 10_000 % 10_000, Some(system.myriads[0])),
        (n % 10_000, None),
    ] {
        if group == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (place, unit) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = group / unit % 10;
            if digit == 0 {
                gap = !out.is_empty();
                continue;
            }
            if let (true, Some(zero)) = (gap, system.zero) {
                out.push(zero);
            }
            gap = false;
            let silent = digit == 1
                && match system.one {
                    One::Omitted => place > 0,
                    One::OmittedBeforeLeadingTen => place == 1 && out.is_empty(),
                    One::Written => false,
                };
            if !silent {
                out.extend(system.digits.chars().nth(digit as usize));
            }
            if place > 0 {
                out.push(system.powers[place - 1]);
            }
        }
        out.extend(myriad);
        gap = false;
    }
    out
}

fn roman(mut n: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n > 32_767 {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    Some(out)
}

fn ordinal(n: u64) -> String {
    let end = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// `One`, `Twenty-two`, `One hundred five`; `First`, `Twenty-second`.
fn english(n: u64, ordinal: bool) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if n >= 1_000_000 {
        return n.to_string();
    }
    let mut words: Vec<String> = Vec::new();
    for (group, name) in [(n / 1000, Some("thousand")), (n % 1000, None)] {
        if group >= 100 {
            words.push(SMALL[(group / 100) as usize].to_owned());
            words.push("hundred".to_owned());
        }
        match group % 100 {
            0 => {}
            rest @ 1..=19 => words.push(SMALL[rest as usize].to_owned()),
            rest if rest % 10 == 0 => words.push(TENS[(rest / 10) as usize].to_owned()),
            rest => words.push(format!("{}-{}", TENS[(rest / 10) as usize], SMALL[(rest % 10) as usize])),
        }
        if group > 0 {
            words.extend(name.map(str::to_owned));
        }
    }
    let mut text = words.join(" ");
    if ordinal {
        let cut = text.rfind([' ', '-']).map_or(0, |at| at + 1);
        let last = match &text[cut..] {
            "one" => "first".to_owned(),
            "two" => "second".to_owned(),
            "three" => "third".to_owned(),
            "five" => "fifth".to_owned(),
            "eight" => "eighth".to_owned(),
            "nine" => "ninth".to_owned(),
            "twelve" => "twelfth".to_owned(),
            word => match word.strip_suffix('y') {
                Some(stem) => format!("{stem}ieth"),
                None => format!("{word}th"),
            },
        };
        text.replace_range(cut.., &last);
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn every_format_prints_as_word_does() {
        for (format, count, printed) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 99, "九十九"),
            ("chineseCounting", 105, "一○五"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 105, "一百〇五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 10_010, "一万〇一十"),
            ("taiwaneseCountingThousand", 105, "一百零五"),
            ("chineseLegalSimplified", 10, "壹拾"),
            ("chineseLegalSimplified", 2003, "贰仟零叁"),
            ("ideographLegalTraditional", 26, "貳拾陸"),
            ("ideographDigital", 10, "一〇"),
            ("ideographTraditional", 10, "癸"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographZodiacTraditional", 60, "癸亥"),
            ("ideographEnclosedCircle", 3, "㈢"),
            ("japaneseCounting", 1111, "千百十一"),
            ("decimalFullWidth", 10, "１０"),
            ("decimalZero", 7, "07"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedFullstop", 2, "⒉"),
            ("lowerRoman", 1994, "mcmxciv"),
            ("upperLetter", 28, "BB"),
            ("ordinal", 112, "112th"),
            ("ordinalText", 22, "Twenty-second"),
            ("cardinalText", 105, "One hundred five"),
            ("none", 3, ""),
            ("unheardOf", 3, "3"),
            ("decimal", -3, "-3"),
        ] {
            assert_eq!(number(format, count), printed, "{format} {count}");
        }
    }
}
