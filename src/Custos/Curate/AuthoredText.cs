namespace Custos.Curate;

/// <summary>What did somebody write, and when?</summary>
/// <param name="Id">What examples call it; never its content.</param>
/// <param name="User">Who wrote it; compared letter for letter.</param>
/// <param name="At">When.</param>
/// <param name="Text">The text as it came, any UTF-16.</param>
public sealed record AuthoredText(string Id, string User, DateTimeOffset At, string Text);
