using Custos.Text.Views;

namespace Custos.Curate;

/// <summary>When is a stretch of text a template that spreads?</summary>
public sealed record TemplateOptions
{
    /// <summary>How many code points it has at least, in the view that is compared.</summary>
    public int MinLength { get; init; } = 40;

    /// <summary>How many different users must have written it within a window, at least 2.</summary>
    public int MinUsers { get; init; } = 5;

    /// <summary>How long a window is.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long after a window the next one begins; null for half a window. What spreads within a window less a step is never missed.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>Which reading of the texts is compared: raw, normalised or skeleton.</summary>
    public ViewKind View { get; init; } = ViewKind.Normalised;

    /// <summary>How many UTF-16 units of text a window holds at most; one with more is looked at in overlapping parts. A unit costs about 30 bytes.</summary>
    public int MaxCharacters { get; init; } = 8_000_000;

    /// <summary>How many templates are kept, and how many a window may add at most: those with the most users.</summary>
    public int MaxTemplates { get; init; } = 2_000;

    /// <summary>How many ids of texts are given as examples of each.</summary>
    public int Examples { get; init; } = 5;

    internal TimeSpan StepOrHalf => Step ?? new TimeSpan(Math.Max(1, Window.Ticks / 2));

    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    internal void Check(string name)
    {
        if (MinLength < 2) throw new ArgumentException("A template has at least 2 characters.", name);
        if (MinUsers < 2) throw new ArgumentException("A template has at least 2 users.", name);
        if (Window <= TimeSpan.Zero) throw new ArgumentException("A window is longer than nothing.", name);
        if (StepOrHalf <= TimeSpan.Zero || StepOrHalf > Window) throw new ArgumentException("The step is longer than nothing and no longer than the window.", name);
        if (View is ViewKind.Decoded) throw new ArgumentException("Texts are compared raw, normalised or as skeletons.", name);
        if (MaxCharacters is < 1_000 or > 500_000_000) throw new ArgumentException("A window holds 1,000 to 500,000,000 characters.", name);
        if (MaxTemplates < 1 || Examples < 0) throw new ArgumentException("At least one template is kept, and no fewer than 0 examples.", name);
    }
}
