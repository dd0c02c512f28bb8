namespace Custos.Tests.Text.Recall;

/// <summary>Which harmless texts look like evasion: code, codes, addresses, mathematics, spaced letters, names with digits?</summary>
internal static class BenignSpellings
{
    public static readonly string[] Words =
    [
        "order", "invoice", "parcel", "login", "server", "window", "garden", "report", "camera", "ticket", "battery", "printer", "dashboard", "calendar", "recipe", "bicycle", "museum", "library", "keyboard", "backup",
    ];

    public static readonly string[] Names = ["hackers", "gamer", "legend", "dragon", "phoenix", "shadow", "ninja", "master", "wizard", "panda", "rocket", "storm", "raider", "sniper", "noodle", "leader", "bomber", "killer", "toxic", "venom"];

    public static readonly string[] Shouts = ["SALE", "NEWS", "THE END", "MENU", "WELCOME", "AGENDA", "SUMMER", "LOVE", "FINALE", "HELLO", "WINNER", "RELAX"];

    public static readonly string[] Emoji = ["🎉", "❤️", "👩‍👩‍👧‍👦", "🇫🇷", "🇩🇪", "😀", "👍🏽", "🏳️‍🌈", "1️⃣", "🚀", "🌍", "☕"];

    public static readonly string[] Templates =
    [
        "The {w} code {c}-{n} is valid until {d}.", "Part no. {c}/{n} fits the {w}, not {c}.",
        "https://example.com/{w}/{n}?id={b}&page={n}", "See http://shop.example.org/{w}s/{c}.html#section-{n} for the {w}.",
        "sha256: {x}", "commit {x} fixes the {w} (#{n})",
        "token={b}; path=/; expires {d}", "Your {w} id is {b}, keep it for {n} days.",
        "player {u} joined the {w} at {t}", "gg {u} and {u}, nice match {e}",
        "f(x) = {n}x^2 + {n}x - {n}, so x1 = {n} and x2 = -{n}", "Let a_1 = {n}, b_2 = {n}; then a_1*b_2 > {n} for n >= {n}.",
        "for (int i = 0; i < {n}; i++) { {w}[i] = 0x{x}; }", "def {w}_{n}(a, b): return a[{n}] + b['{c}']  # {w}",
        "{s}  {e}  {n} % off every {w}!", "* * * {s} * * *  doors open at {t}",
        "Sooooo excited for the {w}!!! {e} see you at {t}", "Hmmmm, nooo way, the {w} costs {n}??? {e}",
        "SELECT {w}, COUNT(*) FROM t{n} WHERE id = '{c}' GROUP BY 1;", "curl -H 'X-Key: {b}' localhost:{n}/{w}",
        "Room {c}, seat {n}-B, gate A{n}, boarding at {t}", "Flight {c} leaves {d} {t}, gate {n}C, row {n}",
        "A-B-C-D-E: which letter of the {w} comes {n}th? a b c d e f g h", "J. R. R. T. and C. S. L. wrote about the {w} in {n}.",
        "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 {n}. O-O, then {w}", "C G Am F | C G F C  (x{n}), capo {n}, {w} in E",
        "\\frac{n}{n} \\cdot \\alpha_{n} \\le \\sqrt{x}", "H2O, CO2, C6H12O6 and NaCl: {n} mol each in the {w}",
        "MAC 00:1A:2B:3C:4D:{n}, IP 10.0.{n}.1, {w} up", "{x} {w} {x} {n} bytes dumped at {t}",
        "#FF{n}AA on #00{n}33 for the {w}, font-size: {n}px", "<p>Caf&eacute; &amp; {w} &lt; {n} &euro;</p>",
        "50%25 off%20the%20{w}%20{n}", "q=caf%C3%A9%20{w}&t={t}",
        "N0 p4rking: {u}'s {w}, plate {c}", "pa$$port {w} @ {t} w/ {u}",
        "GATTACA {c} ACGTACGTTAGC exon {n} of the {w}", "S.O.S. ... --- ... is {n} signs; the {w} is not Morse",
        "v{n}.{n}.{n}-rc{n}+{x} of the {w}", "k8s, i18n, a11y, mp3, h264, 3d, 4k and {n}p for the {w}",
        "|  {w}  |  {n}  |  {c}  |", "-----  {w}  -----  {t}  -----",
        "{e}{e}{e} happy {w} day {u} {e}", "#{w}{n} #{u} @{u} rt {n}x {e}",
    ];
}
