use gouji::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let document = document::Document::parse(&bytes, &Default::default()).unwrap();
    let outline = outline::outline(&document);
    let t = std::time::Instant::now();
    let (form, report) = extract::extract(form::Form::built_in(), &outline);
    let e = t.elapsed();
    println!("{:?} {:?} {:?} {:?}", report.title, report.organization, report.year, report.signature);
    for s in &report.sections {
        println!("  {:?} {} {:?} {:?} {} chars", s.id, s.level, s.number, s.title, s.text.chars().count());
    }
    println!("{} values {:?}", report.values.len(), report.tables);
    for n in &report.notes {
        println!(
            "  note {:?} {:?} {:?} {:?}",
            n.kind,
            n.id,
            n.printed,
            n.place.as_ref().map(|p| p.to_string())
        );
    }
    for id in ["disclosure.administrative_license.decisions", "disclosure.administrative_fee.amount_10k_yuan"]
    {
        println!("{:?}", report.values.iter().find(|v| v.id() == id));
    }
    let t = std::time::Instant::now();
    let c = match form {
        Some(f) => check::check(f, &report),
        None => check::without_form(),
    };
    println!("{:?} {:?}", c.verdict, c.summary);
    for f in &c.findings {
        println!(
            "{:?} {} {} {:?}\n   {}\n   {}",
            f.severity,
            f.rule,
            f.fingerprint,
            f.place.as_ref().map(|p| p.to_string()),
            f.message.render(message::Lang::Zh),
            f.message.render(message::Lang::En)
        );
    }
    println!("extract {:?} check {:?}", e, t.elapsed());
    let t = std::time::Instant::now();
    for _ in 0..100 {
        let d = document::Document::parse(&bytes, &Default::default()).unwrap();
        std::hint::black_box(d);
    }
    println!("parse {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(extract::extract(form::Form::built_in(), &outline));
    }
    println!("extract {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(check::check(form.unwrap(), &report));
    }
    println!("check {:?}", t.elapsed() / 100);
}
