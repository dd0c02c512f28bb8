using Custos.Records;
using Custos.Text.Rewriting;

namespace Custos.Curate;

/// <summary>Which stretch of text spreads among users, how far, and how fast?</summary>
/// <param name="Id">The first 16 hexadecimal digits of the stretch's SHA-256, so that it can be spoken of without being shown.</param>
/// <param name="Stretch">What the texts share, in the view that was compared.</param>
/// <param name="CodePoints">How long it is.</param>
/// <param name="Users">How many users wrote it; see <paramref name="UsersUncertainty"/>.</param>
/// <param name="UsersUncertainty">The 95 % interval where the users are estimated, beyond 4,096; null where they are counted.</param>
/// <param name="Texts">How many texts have it.</param>
/// <param name="Occurrences">How often it stands in them; occurrences may overlap.</param>
/// <param name="FirstSeen">When the first of these texts was written.</param>
/// <param name="LastSeen">When the last was.</param>
/// <param name="NewUsersPerHour">How many users joined the first, for each hour between first and last, with Garwood's interval; null where no time passed between them, so that nothing can be said.</param>
/// <param name="Merged">How many shorter stretches, that about the same users have, were merged into it.</param>
/// <param name="Examples">The first texts that have it.</param>
public sealed record Template(
    string Id, string Stretch, int CodePoints, long Users, Interval? UsersUncertainty, long Texts, long Occurrences,
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, Estimate? NewUsersPerHour, int Merged, IReadOnlyList<TemplateExample> Examples);

/// <summary>Where does an example stand?</summary>
/// <param name="Text">The text's id.</param>
/// <param name="Raw">Where the first occurrence stands in the text as it came: the smallest stretch that the compared view made it from.</param>
public sealed record TemplateExample(string Text, TextSpan Raw);

/// <summary>Which templates spread, and what did the answer have to leave out?</summary>
/// <param name="Templates">The one with the most users first.</param>
/// <param name="Texts">How many texts were looked at.</param>
/// <param name="Windows">How many windows, and parts of windows, were looked at.</param>
/// <param name="Parts">How many of these were parts of a window that held too many characters: what spread across parts alone is not seen.</param>
/// <param name="LeftOut">How many templates of single windows were beyond the most that a window may add.</param>
/// <param name="Forgotten">How many templates were given up, those with the fewest users, to keep no more than the most.</param>
public sealed record TemplateReport(IReadOnlyList<Template> Templates, long Texts, long Windows, long Parts, long LeftOut, long Forgotten);
