using Custos.Curate;

namespace Custos.Tests.Curate;

internal sealed record TemplateFigures(string Stretch, long Users, long Texts, long Occurrences, DateTimeOffset First, DateTimeOffset Last, int Merged);

/// <summary>The definition of templates, word for word, for texts of the letters a and b in the order of their times.</summary>
internal static class TemplatesByDefinition
{
    public static List<TemplateFigures> Of(List<AuthoredText> texts, TemplateOptions options)
    {
        var counted = new Dictionary<string, (SortedSet<int> Texts, int Merged)>();
        if (texts.Count == 0) return [];
        long step = options.Step!.Value.Ticks, window = options.Window.Ticks;
        var lookedThrough = -1;
        for (var start = (texts[0].At.UtcTicks - window) / step * step; start <= texts[^1].At.UtcTicks; start += step)
        {
            var inside = Enumerable.Range(0, texts.Count).Where(i => texts[i].At.UtcTicks >= start && texts[i].At.UtcTicks < start + window).ToList();
            if (inside.Count == 0 || inside[^1] <= lookedThrough) continue;
            lookedThrough = inside[^1];
            foreach (var (stretch, merged) in InWindow(texts, inside, options))
            {
                var (all, mostMerged) = counted.TryGetValue(stretch, out var before) ? before : ([], 0);
                all.UnionWith(inside.Where(i => texts[i].Text.Contains(stretch, StringComparison.Ordinal)));
                counted[stretch] = (all, Math.Max(merged, mostMerged));
            }
        }

        return Merge(texts, counted, options.MinUsers);
    }

    private static List<(string Stretch, int Merged)> InWindow(List<AuthoredText> texts, List<int> inside, TemplateOptions options)
    {
        var candidates = inside.Select(i => texts[i].Text).SelectMany(text => Enumerable.Range(0, text.Length).SelectMany(start => Enumerable.Range(1, text.Length - start).Select(length => text.Substring(start, length))))
            .Distinct().Where(s => s.Length >= options.MinLength && Users(s) >= options.MinUsers && "ab".All(x => Users(x + s) < Users(s) && Users(s + x) < Users(s)))
            .OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal).ToList();
        var kept = new List<(string Stretch, int Merged)>();
        foreach (var candidate in candidates)
        {
            var longer = kept.Index().Where(other => other.Item.Stretch.Contains(candidate, StringComparison.Ordinal)).OrderByDescending(other => Users(other.Item.Stretch)).ThenBy(other => other.Index).Select(other => other.Index).DefaultIfEmpty(-1).First();
            if (longer >= 0 && Users(candidate) - Users(kept[longer].Stretch) < options.MinUsers) kept[longer] = (kept[longer].Stretch, kept[longer].Merged + 1);
            else kept.Add((candidate, 0));
        }

        return kept;

        int Users(string s) => inside.Where(i => texts[i].Text.Contains(s, StringComparison.Ordinal)).Select(i => texts[i].User).Distinct().Count();
    }

    private static List<TemplateFigures> Merge(List<AuthoredText> texts, Dictionary<string, (SortedSet<int> Texts, int Merged)> counted, int minUsers)
    {
        var left = counted.Keys.OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal).ToList();
        var result = new List<TemplateFigures>();
        while (left.Count > 0)
        {
            var stretch = left[0];
            var users = UsersOf(stretch);
            var inside = left.Skip(1).Where(s => stretch.Contains(s, StringComparison.Ordinal) && UsersOf(s).Except(users).Count() < minUsers).ToList();
            left.RemoveAll(s => s == stretch || inside.Contains(s));
            var own = counted[stretch].Texts.Select(i => texts[i]).ToList();
            result.Add(new TemplateFigures(
                stretch, users.Count, own.Count, own.Sum(text => Enumerable.Range(0, text.Text.Length).Count(at => string.CompareOrdinal(text.Text, at, stretch, 0, stretch.Length) == 0)),
                own.Min(text => text.At), own.Max(text => text.At), counted[stretch].Merged + inside.Sum(s => counted[s].Merged + 1)));
        }

        return [.. result.OrderByDescending(template => template.Users).ThenBy(template => template.First).ThenByDescending(template => template.Stretch.Length).ThenBy(template => template.Stretch, StringComparer.Ordinal)];

        HashSet<string> UsersOf(string stretch) => [.. counted[stretch].Texts.Select(i => texts[i].User)];
    }
}
