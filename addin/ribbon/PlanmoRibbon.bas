Attribute VB_Name = "PlanmoRibbon"
Option Explicit

' The tab: its labels in the language of Excel's menus, and its buttons, each of which runs one Python function.
Private keptEvents As PlanmoEvents
Private functionsDescribed As Boolean

' Everything that happens at start-up happens here, when Excel shows the tab.
Public Sub PlanmoOnLoad(ribbon As Object)
    Dim book As Object
    On Error Resume Next
    Set keptEvents = New PlanmoEvents
    Set keptEvents.ExcelApplication = Application
    PlanmoDescribe
    For Each book In Application.Workbooks
        PlanmoRebind book
    Next book
End Sub

Public Sub PlanmoGetLabel(control As Object, ByRef returnedValue)
    returnedValue = PlanmoText(control.ID, "label", PlanmoLanguage(Nothing))
End Sub

Public Sub PlanmoGetScreentip(control As Object, ByRef returnedValue)
    returnedValue = PlanmoText(control.ID, "label", PlanmoLanguage(Nothing))
End Sub

Public Sub PlanmoGetSupertip(control As Object, ByRef returnedValue)
    returnedValue = PlanmoText(control.ID, "tip", PlanmoLanguage(Nothing))
End Sub

Public Sub PlanmoOnAction(control As Object)
    PlanmoRun control.ID
End Sub

Private Sub PlanmoRun(ByVal controlId As String)
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then
        If PlanmoProtectedViews() > 0 Then
            MsgBox PlanmoText("planmoProtectedView", "label", PlanmoLanguage(Nothing)), vbExclamation, "planmo"
            Exit Sub
        End If
        Application.Workbooks.Add ' xlwings needs an open workbook to reach Excel
    End If
    Application.StatusBar = PlanmoText("planmoWorking", "label", PlanmoLanguage(Nothing))
    RunPython "import addin.callbacks; addin.callbacks.run('" & controlId & "')"
    If InStr(Application.OperatingSystem, "Mac") = 0 Then Application.StatusBar = False
    Exit Sub
failed:
    Application.StatusBar = False
    MsgBox PlanmoText("planmoNoPython", "label", PlanmoLanguage(Nothing)) & vbCrLf & vbCrLf & Err.Description, vbExclamation, "planmo"
End Sub

Private Function PlanmoProtectedViews() As Long
    On Error Resume Next ' a Mac has none
    PlanmoProtectedViews = Application.ProtectedViewWindows.Count
End Function

' Lead formulas saved on another computer, which name that computer's planmo.xlam, to this one.
Public Sub PlanmoRebind(ByVal book As Object)
    Dim links As Variant, i As Long
    On Error Resume Next
    links = book.LinkSources(1)
    If IsEmpty(links) Then Exit Sub
    For i = LBound(links) To UBound(links)
        If LCase(Right(links(i), 11)) = "planmo.xlam" And LCase(links(i)) <> LCase(ThisWorkbook.FullName) Then
            book.ChangeLink links(i), ThisWorkbook.FullName, 1
        End If
    Next i
End Sub

' Give the function wizard its texts, once; Excel may refuse until a workbook is open.
Public Sub PlanmoDescribe()
    If functionsDescribed Then Exit Sub
    On Error GoTo later
    If PlanmoLanguage(Nothing) = "fr" Then PlanmoDescribeFr Else PlanmoDescribeEn
    functionsDescribed = True
    ThisWorkbook.Saved = True ' descriptions are no change to keep
later:
End Sub
