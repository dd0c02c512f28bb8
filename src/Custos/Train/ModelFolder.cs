using Custos.Records;

namespace Custos.Train;

/// <summary>Where is a model put, so that nobody ever sees half of one?</summary>
/// <remarks>It is written beside its place under another name and moved there when it is whole. A model that stands there already is replaced; anything else is not touched.</remarks>
internal sealed class ModelFolder : IDisposable
{
    private const string Mark = "manifest.json";

    private readonly string _place;

    private ModelFolder(string place, string staging)
    {
        _place = place;
        Staging = staging;
    }

    /// <summary>The folder to write into.</summary>
    public string Staging { get; }

    /// <summary>Makes room for a model.</summary>
    /// <exception cref="BadInputException">The place holds something else, or cannot be written to.</exception>
    public static ModelFolder Prepare(string folder)
    {
        try
        {
            var place = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
            if (File.Exists(place) || Directory.Exists(place) && !File.Exists(Path.Combine(place, Mark)) && Directory.EnumerateFileSystemEntries(place).Any())
            {
                throw new BadInputException("This is not a model folder, so it is left as it is.", "Name a new folder, or one that holds a model to replace.", folder);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var staging = $"{place}.{Guid.NewGuid():n}.partial";
            Directory.CreateDirectory(staging);
            return new ModelFolder(place, staging);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotWrite(folder, cause);
        }
    }

    /// <summary>Puts the whole model in its place.</summary>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public void Publish()
    {
        try
        {
            var old = $"{Staging}.old";
            if (Directory.Exists(_place))
            {
                Directory.Move(_place, old);
            }

            Directory.Move(Staging, _place);
            Remove(old);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_place, cause);
        }
    }

    /// <summary>Takes away what was not published.</summary>
    public void Dispose() => Remove(Staging);

    public static BadInputException CannotWrite(string folder, Exception cause) =>
        new($"The model cannot be written: {cause.Message}", "Make room, or name a folder that can be written to.", folder, innerException: cause);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
