using System.Runtime.Versioning;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>A docker-credential-name program in a folder of its own, which keeps what it is given in files, and notes how it was called.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakeCredentialHelper : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeCredentialHelper(string name)
    {
        Directory.CreateDirectory(_folder.Combine("bin"));
        string program = _folder.Combine("bin", "docker-credential-" + name);
        File.WriteAllText(program, $$"""
            #!/bin/sh
            home='{{_folder.Path}}'
            kept="$home/kept"
            mkdir -p "$kept"
            printf '%s\n' "$@" >> "$home/arguments"
            tr '\0' ' ' < /proc/$$/cmdline >> "$home/arguments" 2>/dev/null
            env >> "$home/environment"
            file() { printf '%s/' "$kept"; printf %s "$1" | od -An -tx1 | tr -d ' \n'; }
            case $1 in
            store)
                given=$(cat)
                printf %s "$given" > "$(file "$(printf %s "$given" | sed 's/.*"ServerURL":"\([^"]*\)".*/\1/')")" ;;
            get)
                found=$(file "$(cat)")
                [ -f "$found" ] && exec cat "$found"
                echo 'credentials not found in native keychain'
                exit 1 ;;
            erase)
                rm -f "$(file "$(cat)")" ;;
            list)
                printf '{'
                comma=
                for one in "$kept"/*; do
                    [ -f "$one" ] || continue
                    printf %s "$comma"
                    sed 's/.*"ServerURL":"\([^"]*\)","Username":"\([^"]*\)".*/"\1":"\2"/' "$one"
                    comma=,
                done
                printf '}' ;;
            esac
            """.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The folder for PATH.</summary>
    public string Bin => _folder.Combine("bin");

    /// <summary>What it keeps, one JSON for each registry.</summary>
    public IReadOnlyList<string> Kept => Directory.Exists(_folder.Combine("kept")) ? [.. Directory.GetFiles(_folder.Combine("kept")).Select(File.ReadAllText)] : [];

    /// <summary>Its arguments and command lines, and its environments.</summary>
    public string Calls => File.ReadAllText(_folder.Combine("arguments")) + File.ReadAllText(_folder.Combine("environment"));

    public void Dispose() => _folder.Dispose();
}
